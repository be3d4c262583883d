import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'puppeteer-core';

const script = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** The global of axe in a page that runs it. */
interface Axe {
  readonly axe: { run(options: RunOptions): Promise<AxeResults> };
}

export interface AxeFindings {
  /** One line for each rule that the page violates, with the first element that does. */
  readonly violations: readonly string[];
  /** The same for what axe cannot decide. */
  readonly incomplete: readonly string[];
}

/** Runs axe in a page. Nothing is loaded, so that a Content-Security-Policy does not prevent it. */
export async function runAxe(page: Page, options: RunOptions = {}): Promise<AxeFindings> {
  await page.evaluate(await readFile(script, 'utf8'));
  return page.evaluate(async (options) => {
    const { axe } = globalThis as unknown as Axe;
    const { violations, incomplete } = await axe.run(options);
    const linesOf = (results: AxeResults['violations']): string[] =>
      results.map(({ id, nodes }) => `${id} ${JSON.stringify(nodes[0]?.target)}`);
    return { violations: linesOf(violations), incomplete: linesOf(incomplete) };
  }, options);
}
