/**
 * Lenient readers for what authors write: an invalid value counts as unset. Values come from
 * attributes, frameworks and plain scripts, so they may be anything.
 */

/** The endpoint that took the job. */
export type JobApi = 'printPdf' | 'printHtml';

/** The trimmed text, or an empty string. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || Number.isFinite(value) ? String(value).trim() : '';
}

/** The endpoint; `printPdf` for any unknown value. */
export function apiOf(value: unknown): JobApi {
  return textOf(value) === 'printHtml' ? 'printHtml' : 'printPdf';
}

/** A finite, positive number of milliseconds, or undefined. */
export function durationOf(value: unknown): number | undefined {
  const ms = Number(textOf(value));
  return ms > 0 && ms < Infinity ? ms : undefined;
}

/** The function, or undefined. */
export function functionOf<T>(value: T | undefined): T | undefined {
  return typeof value === 'function' ? value : undefined;
}
