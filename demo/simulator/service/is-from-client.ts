/** Whether MeadCo's client sent a request, or a browser before a request of the client. */
export function isFromClient({ headers }: Request): boolean {
  // Only the client sends a header that names its page.
  const names = headers.get('Access-Control-Request-Headers') ?? '';
  return headers.has('X-Meadroid-Path') || /\bx-meadroid-path\b/i.test(names);
}
