import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Product } from './products.js';

/**
 * @param license - The licence that the request requires; null for none
 * @throws {HTTPException} If the request has another licence or none
 */
export function authorize(context: Context, product: Product, license: string | null): void {
  if (!product.requiresLicense || license === null) return;
  const sent = licenseIn(context.req.header('Authorization'));
  if (!sent) throw new HTTPException(401, { message: 'Unauthorized' });
  if (!isSameLicense(sent, license)) {
    throw new HTTPException(401, { message: 'Unauthorized - unknown license' });
  }
}

export function isSameLicense(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** The licence is the user name of Basic authentication. */
function licenseIn(authorization = ''): string | undefined {
  const credentials = /^Basic +(.+)$/i.exec(authorization)?.[1];
  if (credentials === undefined) return undefined;
  try {
    return atob(credentials).split(':')[0];
  } catch {
    // Not Base64
    return undefined;
  }
}
