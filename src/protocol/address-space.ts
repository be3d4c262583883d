/** Where browsers ask their user before a page may go there: this computer, or the local network. */
export type AddressSpace = 'loopback' | 'local';

/** Whether a hostname, as the URL parser writes it, is this computer. */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}

/** Whether a hostname tells by itself that it is on the local network. */
export function isLocal(hostname: string): boolean {
  return localNames.test(hostname);
}

/** Private, link-local and shared IPv4 addresses, unique local and link-local IPv6 ones, `.local`. */
const localNames =
  /^(10\.\d+|192\.168|169\.254|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.\d+\.\d+$|^\[f([cd]|e[89ab])|\.local$/;
