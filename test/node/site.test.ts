import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { home, navigation } from '../../demo/site/navigation.js';
import { launchChromium } from '../../scripts/chromium.js';
import { runAxe } from './support/axe.js';
import { type BuiltSite, startBuiltSite } from './support/built-site.js';

const pages = [home, ...navigation.flatMap((section) => section.pages)].map(({ url }) => url);

let site: BuiltSite;
let browser: Browser;
let files: string[];

before(async () => {
  [browser, site] = await Promise.all([launchChromium(), startBuiltSite()]);
  const entries = await readdir(site.folder, { recursive: true, withFileTypes: true });
  files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name).slice(site.folder.length).replaceAll('\\', '/'),
    );
});

after(() => Promise.all([browser.close(), site.close()]));

const addressOf = (url: string): string => `${site.address}${url.slice(1)}`;

/** Does something on each page of the site, on two at a time. Returns what it found, by page. */
async function onEachPage(
  action: (page: Page, url: string) => Promise<readonly string[]>,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const found: Record<string, readonly string[]> = {};
  const rest = [...pages];
  const work = async (): Promise<void> => {
    for (let url = rest.shift(); url; url = rest.shift()) {
      const page = await browser.newPage();
      const problems = await action(page, url);
      if (problems.length > 0) found[url] = problems;
      await page.close();
    }
  };
  await Promise.all([work(), work()]);
  return found;
}

async function open(page: Page, url: string): Promise<void> {
  await page.goto(addressOf(url));
  await page.waitForFunction(() => !document.querySelector('main [aria-busy=true]'), {
    polling: 50,
  });
}

describe('the site under a path of a plain file server', () => {
  it('has a file for each page of its navigation, and no other pages', () => {
    const built = files.filter((file) => file.endsWith('/index.html'));
    assert.deepEqual(built.toSorted(), pages.map((url) => `${url}index.html`).toSorted());
  });

  it('gives each page its own title, one heading of the first level, and a description', async () => {
    const titles = new Set<string>();
    for (const url of pages) {
      const html = await readFile(join(site.folder, url, 'index.html'), 'utf8');
      titles.add(/<title>(.+)<\/title>/.exec(html)?.[1] ?? '');
      assert.equal([...html.matchAll(/<h1/g)].length, 1, url);
      assert.match(html, /<meta name="description" content="[^"]{20,}"/, url);
    }
    assert.equal(titles.size, pages.length);
  });

  it('calls each page by the same name in the navigation and in its heading', async () => {
    for (const { url, title } of navigation.flatMap((section) => section.pages)) {
      const html = await readFile(join(site.folder, url, 'index.html'), 'utf8');
      const [, heading = ''] = /<h1[^>]*>(.+?)<\/h1>/.exec(html) ?? [];
      assert.equal(heading.replace("'", '’'), title, url);
    }
  });

  it('has only links that lead to a file and to an element in it', async () => {
    const anchors = new Map<string, ReadonlySet<string>>();
    const anchorsOf = async (file: string): Promise<ReadonlySet<string>> => {
      const html = await readFile(join(site.folder, file), 'utf8');
      return new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id = '']) => id));
    };
    const htmlFiles = files.filter((file) => file.endsWith('.html'));
    for (const file of htmlFiles) anchors.set(file, await anchorsOf(file));
    const broken: string[] = [];
    for (const file of htmlFiles.filter((file) => file.endsWith('/index.html'))) {
      const html = await readFile(join(site.folder, file), 'utf8');
      const code = html.replaceAll(/<pre[^]*?<\/pre>/g, '');
      for (const [, link = ''] of code.matchAll(/\s(?:href|src)="([^"]*)"/g)) {
        if (/^https?:/.test(link)) continue;
        const { pathname, hash } = new URL(link, `http://site${file.replace('index.html', '')}`);
        const target = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
        const isRelative = !link.startsWith('/');
        const hasAnchor = !hash || anchors.get(target)?.has(decodeURIComponent(hash.slice(1)));
        if (!isRelative || !files.includes(target) || !hasAnchor) broken.push(`${file}: ${link}`);
      }
    }
    assert.deepEqual(broken, []);
  });

  it('loads each page without an error, a message in the console or a request elsewhere', async () => {
    const found = await onEachPage(async (page, url) => {
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(String(error)));
      page.on('console', (message) => problems.push(message.text()));
      page.on('response', (response) => {
        if (response.status() >= 400) problems.push(`${response.status()} ${response.url()}`);
      });
      page.on('request', (request) => {
        if (!request.url().startsWith(addressOf('/'))) problems.push(request.url());
      });
      await open(page, url);
      return problems;
    });
    assert.deepEqual(found, {});
  });

  it('has no violations that axe finds, and enough contrast with dark colours too', async () => {
    const found = await onEachPage(async (page, url) => {
      const useScheme = (value: string): Promise<void> =>
        page.emulateMediaFeatures([
          { name: 'prefers-color-scheme', value },
          { name: 'prefers-reduced-motion', value: 'reduce' },
        ]);
      await useScheme('light');
      await open(page, url);
      const { violations } = await runAxe(page);
      await useScheme('dark');
      const dark = await runAxe(page, { runOnly: ['color-contrast', 'link-in-text-block'] });
      return [...violations, ...dark.violations.map((violation) => `dark: ${violation}`)];
    });
    assert.deepEqual(found, {});
  });

  it('does not scroll sideways at 320 px, even with text at 200 %', async () => {
    const found = await onEachPage(async (page, url) => {
      await page.setViewport({ width: 320, height: 640 });
      await open(page, url);
      return page.evaluate(() =>
        ['100%', '200%'].flatMap((size) => {
          document.documentElement.style.fontSize = size;
          const { scrollWidth } = document.documentElement;
          return scrollWidth > 320 ? [`${scrollWidth} px at ${size}`] : [];
        }),
      );
    });
    assert.deepEqual(found, {});
  });

  it('leads the keyboard past the header to the content, and to all pages by the menu', async () => {
    const page = await browser.newPage();
    await page.setViewport({ width: 390, height: 844 });
    await open(page, '/get-started/');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'main');
    await page.locator('.menu-button').click();
    await page.keyboard.press('Tab');
    const focused = () =>
      page.evaluate(
        () => document.activeElement?.closest('.menu') && document.activeElement.textContent,
      );
    assert.equal(await focused(), 'Get started');
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'Examples');
    await page.keyboard.press('Escape');
    assert.equal(await page.$eval('.menu', (menu) => menu.checkVisibility()), false);
    await page.close();
  });

  it('closes the menu by its button, also on a phone, whose view the menu fills', async () => {
    const page = await browser.newPage();
    await page.setViewport({ width: 390, height: 600 });
    await open(page, '/get-started/');
    const isOpen = () => page.$eval('.menu', (menu) => menu.matches(':popover-open'));
    await page.locator('.menu-button').click();
    assert.equal(await isOpen(), true);
    const button = await page.$eval('.menu-button', (button) => {
      const { x, y, width, height } = button.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    });
    await page.mouse.click(button.x, button.y);
    assert.equal(await isOpen(), false);
    await page.close();
  });

  it('says what needs JavaScript where it is off', async () => {
    const page = await browser.newPage();
    await page.setJavaScriptEnabled(false);
    for (const url of ['/', '/playground/', '/demo/', '/gallery/']) {
      await page.goto(addressOf(url));
      const text = await page.$eval('main', (main) => main.innerText);
      assert.match(text, /needs JavaScript/, url);
    }
    await page.close();
  });

  it('shows everything that the keyboard reaches', async () => {
    const found = await onEachPage(async (page, url) => {
      await page.setViewport({ width: 1280, height: 800 });
      await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
      await open(page, url);
      const hidden: string[] = [];
      for (let count = 0; count < 60; count += 1) {
        await page.keyboard.press('Tab');
        const isBackAtStart = await page.evaluate(
          () => document.activeElement?.matches('.skip') ?? false,
        );
        // The browser itself has the focus in between, and may not show the first link immediately.
        if (isBackAtStart && count > 0) break;
        const problem = await page.evaluate(() => {
          const element = document.activeElement;
          if (!element || element === document.body || element instanceof HTMLIFrameElement)
            return '';
          const { top, bottom, width } = element.getBoundingClientRect();
          const header = document.querySelector('.site-header');
          const isInHeader = !!element.closest('.site-header, .menu, .skip');
          const edge = isInHeader ? 0 : (header?.getBoundingClientRect().bottom ?? 0);
          const isSeen = bottom > edge && top < innerHeight && width > 0;
          return isSeen ? '' : element.outerHTML.slice(0, 80);
        });
        if (problem) hidden.push(problem);
      }
      return hidden;
    });
    assert.deepEqual(found, {});
  });

  it('copies the code beside a button, and says so', async () => {
    const context = browser.defaultBrowserContext();
    const page = await browser.newPage();
    await open(page, '/');
    for (const name of ['clipboard-read', 'clipboard-write']) {
      await context.setPermission(new URL(addressOf('/')).origin, {
        permission: { name },
        state: 'granted',
      });
    }
    await page.bringToFront();
    await page.locator('.example .copy button').click();
    await page.waitForFunction(
      () => document.querySelector('.copy [role=status]')?.textContent === 'Copied',
    );
    assert.equal(
      await page.evaluate(() => navigator.clipboard.readText()),
      (await readFile('demo/examples/first-badge.html', 'utf8')).trimEnd(),
    );
    await page.close();
  });

  it('says that it cannot copy on a page without https, which has no clipboard', async () => {
    const page = await browser.newPage();
    await page.evaluateOnNewDocument(() =>
      Object.defineProperty(navigator, 'clipboard', { value: undefined }),
    );
    await open(page, '/');
    await page.locator('.example .copy button').click();
    await page.waitForFunction(() =>
      document.querySelector('.copy [role=status]')?.textContent.includes('does not allow'),
    );
    await page.close();
  });

  it('runs a job on the home page through each of its buttons, without a service', async () => {
    const page = await browser.newPage();
    await open(page, '/');
    for (const [scenario, state] of [
      ['failed', 'failed'],
      ['happy', 'completed'],
    ] as const) {
      await page.locator(`#scenarios [value=${scenario}]`).click();
      await page.waitForFunction(
        (state) =>
          [...document.querySelectorAll('.stage scriptx-job-status')].every((badge) =>
            badge.matches(`:state(${state})`),
          ),
        { timeout: 20_000 },
        state,
      );
    }
    await page.close();
  });

  it('prints through MeadCo’s client on a service in the page', async () => {
    const page = await browser.newPage();
    await open(page, '/demo/');
    await page.locator('#documents button:enabled::-p-text(Print Delivery note)').click();
    const badge = await page.waitForSelector('.jobs scriptx-job-status:state(completed)', {
      timeout: 20_000,
    });
    assert.equal(await badge?.evaluate((badge) => badge.getAttribute('label')), 'Delivery note');
    await page.close();
  });
});
