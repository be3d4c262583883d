/** The address of a print service, or a message for the user about what is wrong with it. */
export type ServerAddress =
  | { readonly address: string; readonly error?: never }
  | { readonly address?: never; readonly error: string };

/** Accepts an address without a scheme: `http` applies to this computer, `https` to all others. */
export function parseServerAddress(text: string): ServerAddress {
  const typed = text.trim();
  if (typed === '') return { error: 'Enter the address of the print service.' };
  const hasScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(typed);
  const url = urlOf(hasScheme ? typed : withScheme(typed));
  if (!url || !/^[\p{L}\p{N}[]/u.test(typed)) {
    return { error: 'This is not an address.' };
  }
  if (!/^https?:$/.test(url.protocol)) {
    return { error: 'The address must start with http:// or https://.' };
  }
  if (url.username || url.password) {
    return { error: 'Remove the user name and the password from the address.' };
  }
  return { address: `${url.origin}${url.pathname}`.replace(/\/$/, '') };
}

/** Whether the licence may be sent to an address: it is never sent unencrypted over a network. */
export function mayGetLicense(address: string): boolean {
  const { protocol, hostname, origin } = new URL(address);
  return protocol === 'https:' || isLoopback(hostname) || origin === location.origin;
}

function withScheme(typed: string): string {
  const hostname = urlOf(`http://${typed}`)?.hostname ?? '';
  return `${isLoopback(hostname) ? 'http' : 'https'}://${typed}`;
}

function isLoopback(hostname: string): boolean {
  return /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}

function urlOf(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  // Chromium accepts a space in a host name, and encodes it.
  return url.hostname.includes('%') ? undefined : url;
}
