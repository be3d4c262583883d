import type { HonoRequest } from 'hono';
import { HTTPException } from 'hono/http-exception';

/**
 * The body of a request; an empty object if there is none.
 *
 * @throws {HTTPException}
 */
export async function readJson(request: HonoRequest): Promise<unknown> {
  const text = await request.text();
  try {
    return JSON.parse(text || '{}');
  } catch {
    throw new HTTPException(400, { message: 'The body is not valid JSON' });
  }
}

/** A field of a JSON object. Like the service, this ignores the case of the field's name. */
export function fieldOf(body: unknown, name: string): unknown {
  if (typeof body !== 'object' || body === null) return undefined;
  const fields: [string, unknown][] = Object.entries(body);
  return fields.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}
