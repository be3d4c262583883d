/**
 * What authors write, read leniently: a value that makes no sense counts as unset. The values come
 * from attributes, from frameworks and from plain scripts, so they may be anything.
 */

/** The twin endpoints: a job belongs to the one that it was sent to. */
export type JobApi = 'printPdf' | 'printHtml';

/** The trimmed text; empty for none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || Number.isFinite(value) ? String(value).trim() : '';
}

/** The endpoint that is meant; `printPdf` unless it is the other one. */
export function apiOf(value: unknown): JobApi {
  return textOf(value) === 'printHtml' ? 'printHtml' : 'printPdf';
}

/** A finite, positive number of milliseconds; undefined for anything else. */
export function durationOf(value: unknown): number | undefined {
  const ms = Number(textOf(value));
  return ms > 0 && ms < Infinity ? ms : undefined;
}

/** The function; undefined for anything else. */
export function functionOf<T>(value: T | undefined): T | undefined {
  return typeof value === 'function' ? value : undefined;
}
