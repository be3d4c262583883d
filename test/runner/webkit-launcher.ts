import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { TestRunnerCoreConfig } from '@web/test-runner-core';
import { WebdriverLauncher } from '@web/test-runner-webdriver';
import type { WebKitPrograms } from '../../scripts/browsers.mjs';
import { freePort } from '../node/support/free-port.js';

/** WebKitGTK, with a driver and a virtual screen of its own. */
export class WebKitLauncher extends WebdriverLauncher {
  readonly concurrency = 1;

  readonly #programs: WebKitPrograms;
  readonly #connection: { readonly hostname: string; port: number };
  readonly #processes: ChildProcess[] = [];

  constructor(programs: WebKitPrograms) {
    const connection = { hostname: '127.0.0.1', port: 0, path: '/' };
    super(
      Object.assign(connection, {
        // Sometimes it does not respond to a request, but does when it is sent again.
        connectionRetryTimeout: 60_000,
        capabilities: {
          browserName: 'MiniBrowser',
          // WebKitGTK does not support WebDriver BiDi.
          'wdio:enforceWebDriverClassic': true,
          'webkitgtk:browserOptions': { binary: programs.browser, args: ['--automation'] },
        },
      }),
    );
    this.#programs = programs;
    this.#connection = connection;
    process.on('exit', () => this.#end());
  }

  override async initialize(config: TestRunnerCoreConfig): Promise<void> {
    const display = await this.#startScreen();
    await this.#startDriver(display);
    // With a higher concurrency, tests would run in frames, without keyboard and mouse.
    await super.initialize({ ...config, concurrency: 1 });
    this.name = 'WebKit';
  }

  override async stop(): Promise<void> {
    await super.stop();
    this.#end();
  }

  async #startScreen(): Promise<string> {
    const args = ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'];
    const xvfb = spawn(this.#programs.xvfb, args, {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    this.#processes.push(xvfb);
    const numbers = xvfb.stdio[3];
    if (!(numbers instanceof Readable)) throw new Error('Xvfb has no pipe for its number.');
    const signal = AbortSignal.timeout(20_000);
    const [number] = (await once(numbers, 'data', { signal })) as [Buffer];
    return `:${number.toString().trim()}`;
  }

  async #startDriver(display: string): Promise<void> {
    this.#connection.port = await freePort();
    const { hostname, port } = this.#connection;
    // Without a graphics card, drawing in layers would take half the time of a run.
    const env = { ...process.env, DISPLAY: display, WEBKIT_DISABLE_DMABUF_RENDERER: '1' };
    const driver = spawn(this.#programs.driver, [`--port=${port}`], { stdio: 'ignore', env });
    this.#processes.push(driver);
    for (let tries = 0; tries < 100; tries++) {
      const response = await fetch(`http://${hostname}:${port}/status`).catch(() => undefined);
      if (response?.ok) return;
      await delay(100);
    }
    throw new Error('WebKitWebDriver did not start.');
  }

  #end(): void {
    for (const child of this.#processes.splice(0).reverse()) child.kill();
  }
}
