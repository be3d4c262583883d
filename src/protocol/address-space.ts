/** Whether an origin is on this computer. */
export function isLoopback(origin: string): boolean {
  return /^\w+:\/\/(localhost|[^:]+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(origin);
}

/** Whether an origin tells by itself that it may be on a local network, and is no name to look up. */
export function isAddress(origin: string): boolean {
  return /\/([\d.]+|\[.+\]|.+\.local)(:\d+)?$/.test(origin);
}
