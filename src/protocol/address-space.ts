/** Whether an origin is on this computer. */
export function isLoopback(origin: string): boolean {
  return /^\w+:\/\/(localhost|[^:]+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(origin);
}

/** Whether the browser derives from an origin alone, without DNS, whether its address is local. */
export function isIpOrLocalName(origin: string): boolean {
  return /\/([\d.]+|\[.+\]|.+\.local)(:\d+)?$/.test(origin);
}

/** Hosts on the local network: https://wicg.github.io/local-network-access/#ip-address-space */
const localHosts = [
  /^(0|10|127)(\.\d+){3}$/,
  /^(169\.254|192\.168)(\.\d+){2}$/,
  /^172\.(1[6-9]|2\d|3[01])(\.\d+){2}$/,
  /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])(\.\d+){2}$/,
  /^\[(f[cd]|fe[89ab]|::)/,
  /\.local$/,
];

/** Whether an origin is on the local network, as far as it shows without DNS. */
export function isLocalAddress(origin: string): boolean {
  const host = origin.replace(/^\w+:\/\//, '').replace(/:\d+$/, '');
  return localHosts.some((pattern) => pattern.test(host));
}
