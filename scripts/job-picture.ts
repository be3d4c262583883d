import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import sharp from 'sharp';
import { JobStatus } from '../demo/simulator/service/statuses.js';
import type { ScriptxJobStatus } from '../src/scriptx-job-status.js';
import { afterFrame } from './after-frame.js';
import { compressPng } from './compress-png.js';
import { emulateMedia } from './emulate-media.js';

export type Scheme = 'light' | 'dark';

/** What the service responds, and for how many milliseconds. */
interface Step {
  readonly status: number;
  readonly message?: string;
  readonly ms: number;
}

/** The step that the picture without motion shows. */
const stillStep: Step = { status: JobStatus.Printing, message: 'printing: 2', ms: 800 };

const steps: readonly Step[] = [
  { status: JobStatus.Queued, ms: 1200 },
  { status: JobStatus.Downloading, ms: 1200 },
  { status: JobStatus.Downloaded, ms: 600 },
  { status: JobStatus.Printing, message: 'printing: 1', ms: 800 },
  stillStep,
  { status: JobStatus.Printing, message: 'printing: 3', ms: 800 },
  { status: JobStatus.Completed, ms: 2400 },
];

/** The time from one frame to the next while something moves, in milliseconds. */
const frameMs = 40;

/** How often the animation plays. It must not distract those who read on. */
const plays = 2;

/**
 * Takes a job from the queue to its end, as an animated WebP. The frames don't depend on how fast this
 * machine is.
 */
export async function takeJob(browser: Browser, scheme: Scheme): Promise<Buffer> {
  const page = await openJob(browser, scheme, 'no-preference');
  const frames: Uint8Array[] = [];
  const delays: number[] = [];
  for (const step of steps) {
    await show(page, step);
    const isMoving = await advanceAnimations(page);
    const count = isMoving ? step.ms / frameMs : 1;
    for (let index = 0; index < count; index += 1) {
      if (index > 0) await advanceAnimations(page);
      frames.push(await draw(page));
      delays.push(step.ms / count);
    }
  }
  await page.close();
  return sharp(frames, { join: { animated: true } })
    .webp({ lossless: true, effort: 6, delay: delays, loop: plays })
    .toBuffer();
}

/** Takes the job while it prints, as a PNG, for readers who prefer reduced motion. */
export async function takeStillJob(browser: Browser, scheme: Scheme): Promise<Buffer> {
  const page = await openJob(browser, scheme, 'reduce');
  await show(page, stillStep);
  await afterFrame(page);
  const png = await draw(page);
  await page.close();
  return compressPng(png);
}

async function openJob(
  browser: Browser,
  scheme: Scheme,
  motion: 'no-preference' | 'reduce',
): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewport({ width: 720, height: 400, deviceScaleFactor: 2 });
  await emulateMedia(page, { 'prefers-color-scheme': scheme, 'prefers-reduced-motion': motion });
  await page.setContent(await readFile(new URL('job-picture.html', import.meta.url), 'utf8'));
  const script = new URL('../dist/scriptx-job-status.iife.min.js', import.meta.url);
  await page.addScriptTag({ path: fileURLToPath(script) });
  return page;
}

/** Makes the service respond with a job status, and resolves once all badges show it. */
async function show(page: Page, { status, message }: Step): Promise<void> {
  await page.$$eval(
    'scriptx-job-status',
    async (badges: ScriptxJobStatus[], jobStatus) => {
      const changes = badges.map(
        (badge) =>
          new Promise((resolve) => {
            badge.addEventListener('job-status-change', resolve, { once: true });
          }),
      );
      const fetch = () => Promise.resolve(Response.json(jobStatus));
      for (const badge of badges) {
        // No poll but these: the next one would be due tomorrow.
        Object.assign(badge, { fetch, token: 'invoice', interval: 86_400_000 });
        badge.refresh();
      }
      await Promise.all(changes);
      await Promise.all(badges.map((badge) => badge.updateComplete));
    },
    { status, message },
  );
}

/**
 * Advances all animations by one frame. New ones are stopped at their start.
 *
 * @returns Whether there are any
 */
async function advanceAnimations(page: Page): Promise<boolean> {
  await afterFrame(page);
  return page.$$eval(
    'scriptx-job-status',
    async (badges, frameMs) => {
      const animations = badges.flatMap(({ shadowRoot }) => shadowRoot?.getAnimations() ?? []);
      for (const animation of animations) {
        const isNew = animation.playState !== 'paused';
        animation.pause();
        animation.currentTime = isNew ? 0 : Number(animation.currentTime) + frameMs;
      }
      await Promise.all(animations.map(({ ready }) => ready));
      return animations.length > 0;
    },
    frameMs,
  );
}

async function draw(page: Page): Promise<Uint8Array> {
  const card = await page.$('main');
  if (!card) throw new Error('job-picture.html has no main element.');
  return card.screenshot({ omitBackground: true });
}
