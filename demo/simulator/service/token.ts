/** A new job identifier: 32 hexadecimal digits. */
export function newToken(): string {
  // `crypto.randomUUID()` is unavailable on pages without https.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
