/** Whether an origin is on this computer. */
export function isLoopback(origin: string): boolean {
  return /^\w+:\/\/(localhost|[^:]+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(origin);
}

/** Whether the browser can tell from an origin alone, without DNS, that it may be a local address. */
export function isIpOrLocalName(origin: string): boolean {
  return /\/([\d.]+|\[.+\]|.+\.local)(:\d+)?$/.test(origin);
}
