import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { describe, it } from 'node:test';
import { listen } from '../../demo/listen.js';
import { catalogue } from '../../demo/paper/catalogue.js';
import { deliveryNote } from '../../demo/paper/delivery-note.js';
import { invoice } from '../../demo/paper/invoice.js';
import { startDemo } from '../../demo/server.js';
import { demoLicense } from '../../demo/simulator/start-simulator.js';

describe('the demo', { concurrency: true }, () => {
  it('serves only the site, whose page that prints uses the simulator', async () => {
    const demo = await startDemo({ port: 0, simulatorPort: 0 });
    try {
      const page = await fetch(`${demo.address}demo`);
      const html = await page.text();
      assert.ok(html.includes(`data-meadco-server="${demo.simulator.address}"`));
      assert.ok(html.includes(`data-meadco-subscription="${demoLicense}"`));
      const policy = page.headers.get('Content-Security-Policy');
      assert.equal(policy, "frame-ancestors 'self'");
      for (const path of [
        'package.json',
        'server.ts',
        'print-demo/main.ts',
        'documents/',
        'listen.ts',
        'simulator/start-simulator.ts',
        '%2e%2e/package.json',
      ]) {
        assert.equal((await fetch(`${demo.address}${path}`)).status, 404, path);
      }
    } finally {
      await demo.close();
    }
  });

  it('contains the documents that its source code draws', async () => {
    for (const [file, draw] of Object.entries({
      'delivery-note.pdf': deliveryNote,
      'invoice.pdf': invoice,
      'catalogue.pdf': catalogue,
    })) {
      const written = await readFile(`demo/documents/${file}`);
      assert.ok(
        written.equals(await draw()),
        `${file}: run node --import tsx demo/make-documents.ts`,
      );
    }
  });

  function start(ports?: Readonly<Record<string, string>>): ChildProcessWithoutNullStreams {
    const env = { ...process.env, PORT: '0', SIMULATOR_PORT: '0', ...ports };
    return spawn(process.execPath, ['--import', 'tsx', 'demo/start.ts'], { env });
  }

  it('starts with one command, prints its addresses, and ends with Ctrl-C', async () => {
    const child = start();
    let output = '';
    for await (const line of createInterface(child.stdout)) {
      output += `${line}\n`;
      if (output.includes('Ctrl-C')) break;
    }
    const addresses = output.match(/^ +(?:Site|Simulator) +http:\/\/\S+$/gm) ?? [];
    assert.equal(addresses.length, 2);
    for (const line of addresses) await fetch(line.trim().split(/ +/)[1] ?? '');
    child.kill('SIGINT');
    await once(child, 'exit');
    // Windows has no signals, and ends the process immediately.
    assert.ok(child.exitCode === 0 || process.platform === 'win32');
  });

  async function failedStart(
    ports: Readonly<Record<string, string>>,
  ): Promise<{ readonly code: number | null; readonly errors: string }> {
    const child = start(ports);
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    await once(child, 'close');
    return { code: child.exitCode, errors };
  }

  for (const variable of ['PORT', 'SIMULATOR_PORT']) {
    it(`reports that the port in ${variable} is taken, and how to change it`, async () => {
      const { port, close } = await listen(() => undefined, 0, '127.0.0.1');
      const { code, errors } = await failedStart({ [variable]: String(port) });
      await close();
      assert.equal(code, 1);
      assert.match(errors, new RegExp(`^Port ${port} is taken: set ${variable} .*\\n$`));
    });

    it(`reports that ${variable} is not a valid port`, async () => {
      for (const value of ['eight thousand', '70000', '-1', '80.5']) {
        const { code, errors } = await failedStart({ [variable]: value });
        assert.equal(code, 1);
        assert.equal(errors, `${variable} is "${value}": it must be a number from 0 to 65535.\n`);
      }
    });
  }
});
