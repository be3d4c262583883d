import { assert } from '@open-wc/testing';
import {
  type Call,
  ClientPage,
  type Connection,
  type PageOptions,
  printingCalls,
  recordedRequests,
  trackingScripts,
} from './support/client-page.js';
import { eventsOf, inShort, spokenBy, wordsOf } from './support/pages.js';
import type { Course, PrintService } from '../services/print-service.js';
import { printServices } from './support/services.js';

/** Where no service can be found. */
const nowhere = 'http://127.0.0.1:9';

/** How many tests run at the same time. With more, a busy computer would be late with every poll. */
const maxRunning = 24;

/** Holds the pages. */
const frames = document.createElement('div');
const waiting: (() => Promise<void>)[] = [];

before(() => {
  document.body.append(frames);
  for (let running = 0; running < maxRunning; running++) void runNext();
});

after(() => frames.remove());

async function runNext(): Promise<void> {
  for (let run = waiting.shift(); run; run = waiting.shift()) await run();
}

/** Defines a test that runs at the same time as others, as each print takes seconds. */
function itMeanwhile(name: string, test: () => Promise<void>): void {
  const result = new Promise<void>((resolve, reject) => {
    waiting.push(() => test().then(resolve, reject));
  });
  result.catch(() => undefined);
  it(name, () => result);
}

/** Calls a function once, for the tests that share its result. */
function once<Result>(create: () => Promise<Result>): () => Promise<Result> {
  let result: Promise<Result> | undefined;
  return () => (result ??= create());
}

function open(service: PrintService, options?: PageOptions): Promise<ClientPage> {
  return ClientPage.open(frames, service, options);
}

for (const [index, service] of printServices.entries()) {
  const { address, checksLicense, isSimulator, license, messages, printers, searchAddress } =
    service;
  // The core of the tests is enough for the simulator, where each end is that of one call in a mode
  // and of the other one in the next mode. With all tests, the file would take more than a minute.
  const itExceptSimulatorMeanwhile = isSimulator ? () => undefined : itMeanwhile;
  const [scriptName, script] = trackingScripts[index % 2] ?? trackingScripts[0];

  describe(`a tracked print at the print service ${service.name}`, () => {
    for (const call of printingCalls) {
      itMeanwhile(
        `is shown from its beginning to its end if made by ${call}, with ${scriptName}`,
        async () => {
          const page = await open(service, { script });
          await page.track(call).assertShown('completed', 'Completed');
        },
      );
    }

    const ends: readonly (readonly [Course, state: string, words: string, isPolled?: boolean])[] = [
      ['collected', 'completed', 'Completed'],
      ['completed, waiting for collection', 'completed', 'Completed'],
      ['completed at once', 'completed', 'Completed'],
      ['cancelled', 'abandoned', 'Cancelled'],
      ['code exception', 'failed', 'Failed'],
      // The client reports a failed job like a failure to get its status.
      ['failed', 'failed', 'Failed', true],
      ['unknown status', 'completed', 'Completed', true],
      ['broken connections', 'completed', 'Completed', true],
      ['HTTP 503', 'completed', 'Completed', true],
      ['forgotten', 'failed', 'Failed', true],
    ];
    for (const [callIndex, call] of (['PDF.print', 'HTML.printHtml'] as const).entries()) {
      const openOnce = once(async () => {
        const page = await open(service);
        page.print.queueTimeoutSpacing = 50;
        return page;
      });

      for (const [endIndex, [course, state, words, isPolled]] of ends.entries()) {
        const isLeftOut = isSimulator && (index + callIndex + endIndex) % 2 === 1;
        if (isLeftOut || !(course in printers)) continue;
        const manner = isPolled ? 'polled after the client, and ' : '';
        itMeanwhile(
          `is ${manner}${state} if made by ${call}, with the course: ${course}`,
          async () => {
            const print = (await openOnce()).track(call, course);
            await print.assertShown(state, `${words} ${messages[course] ?? ''}`.trim(), isPolled);
          },
        );
      }

      if ('paused' in printers) {
        itMeanwhile(`is paused and completed if made by ${call} to a paused printer`, async () => {
          const print = (await openOnce()).track(call, 'paused');
          await print.assertShown('completed', 'Completed');
          assert.include(inShort(print.events), 'paused');
        });
      }
    }

    itMeanwhile('is not mistaken for another one of five at once', async () => {
      const page = await open(service);
      page.print.PDF.settings.jobDescription = 'Invoice';
      // In the Cloud of the demo, nobody can cancel a job.
      const isCancelled = 'cancelled' in printers;
      const ended = page.track('PDF.print', isCancelled ? 'cancelled' : 'collected');
      const completed = page.track('PDF.print');
      const refused = page.track('HTML.printDocument', 'soft error, id "0"');
      const failed = page.track('printing.PrintHTMLEx', 'code exception');
      const polled = page.track('printing.BatchPrintPDFEx', 'broken connections');
      await Promise.all([
        isCancelled
          ? ended.assertShown('abandoned', `Cancelled ${messages.cancelled}`)
          : ended.assertShown('completed', 'Completed'),
        completed.assertShown('completed', 'Completed'),
        refused.assertRefused(messages['soft error, id "0"'] ?? ''),
        failed.assertShown('failed', `Failed ${messages['code exception']}`),
        polled.assertShown('completed', 'Completed', true),
      ]);
    });

    const refusals: readonly (readonly [string, Call, Course, reason: string])[] = [
      ['a soft error, with the id "0"', 'PDF.print', 'soft error, id "0"', ''],
      ['a soft error, without an id', 'HTML.printHtml', 'soft error, id ""', ''],
      ['a server error', 'HTML.printHtml', 'HTTP 500', ''],
      ['a wrong request', 'PDF.print without a document', 'completed', 'Bad Request'],
      ['no content', 'PDF.print without a URL', 'completed', 'Request to print no content'],
      [
        'an exception',
        'HTML.printFrame of a missing frame',
        'completed',
        'Unable to get frame content - frame does not exist',
      ],
    ];
    for (const [name, call, course, reason] of refusals) {
      if (!(course in printers)) continue;
      itMeanwhile(`is failed with the reason for ${name}, and another one goes on`, async () => {
        const page = await open(service);
        const other = page.track('PDF.print');
        await other.isReported;
        const refused = page.track(call, course);
        await refused.assertRefused(reason || (messages[course] ?? ''));
        assert.deepEqual(page.exceptions, name === 'an exception' ? [reason] : []);
        await other.assertShown('completed', 'Completed');
      });
    }

    const connections: readonly Connection[] = [
      'subscription',
      'license',
      'connectLite',
      'connectAsync',
    ];
    for (const connection of connections) {
      // The page has no attributes that name the licence.
      const attributes = connection.startsWith('connect') ? { license } : {};

      itExceptSimulatorMeanwhile(
        `is polled with the licence after an outage, on a page with: ${connection}`,
        async () => {
          const page = await open(service, { connection });
          const badge = page.addBadge(attributes);
          const print = page.track('HTML.printFromUrl', 'HTTP 503', badge);
          await print.assertShown('completed', 'Completed', true);
        },
      );

      itExceptSimulatorMeanwhile(
        checksLicense
          ? `is failed with an unknown licence, on a page with: ${connection}`
          : `is completed with any licence, on a page with: ${connection}`,
        async () => {
          const print = (await open(service, { connection, license: 'unknown' })).track(
            'PDF.print',
          );
          if (checksLicense) await print.assertRefused('Unauthorized');
          else await print.assertShown('completed', 'Completed');
        },
      );
    }

    itExceptSimulatorMeanwhile(
      checksLicense ? 'is failed without a licence' : 'is completed without a licence',
      async () => {
        const print = (await open(service, { license: '' })).track('HTML.printHtml');
        if (checksLicense) await print.assertRefused('Unauthorized');
        else await print.assertShown('completed', 'Completed');
      },
    );

    if (checksLicense) {
      itExceptSimulatorMeanwhile(
        'is failed with a licence that has become invalid, and another one goes on',
        async () => {
          const page = await open(service);
          page.print.queueTimeoutSpacing = 0;
          const other = page.track('PDF.print');
          await other.isReported;
          page.print.connectLite('', 'unknown');
          const refused = page.track('PDF.print');
          // After the client has sent the print, for the polls of the other one.
          page.window.setTimeout(() => page.print.connectLite('', license));
          await refused.assertRefused('Unauthorized');
          await other.assertShown('completed', 'Completed');
        },
      );
    }

    for (const [name, options] of [
      ['two ports further than the page names', { server: searchAddress }],
      [
        'by an orchestrator',
        { server: searchAddress, connection: 'license', hasOrchestrator: true },
      ],
    ] as const) {
      itMeanwhile(`is polled after an outage at the service that was found ${name}`, async () => {
        const page = await open(service, options);
        const print = page.track('PDF.print', 'broken connections');
        await print.assertShown('completed', 'Completed', true);
        assert.equal(page.print.serviceUrl.replace(/\/$/, ''), address);
        assert.deepEqual([print.badge.server, print.badge.token], ['', '']);
      });
    }

    itMeanwhile(
      'is shown by another badge too, and no badge takes the status from the client',
      async () => {
        const page = await open(service);
        const reportedByClient: unknown[] = [];
        const print = page.track('HTML.printHtml', 'completed', page.addBadge(), (error) =>
          reportedByClient.push(error),
        );
        await print.isReported;
        const token = String(page.print.queue.at(-1)?.jobIdentifier);
        const other = page.addBadge({ server: address, license, token, api: 'printHtml' });
        const events = eventsOf(other);
        await print.assertShown('completed', 'Completed');
        assert.deepEqual(reportedByClient, [null]);
        assert.deepEqual(inShort(events), inShort(print.events));
        assert.equal(wordsOf(other), 'Completed');
        assert.equal((await other.finished).token, token);
      },
    );

    itExceptSimulatorMeanwhile('goes on if listeners of the page throw', async () => {
      const page = await open(service, {
        content: `<script>
          for (const type of ['job-status-change', 'job-complete']) {
            addEventListener(type, () => {
              throw new Error(type);
            });
          }
        </script>`,
      });
      const reportedByClient: unknown[] = [];
      const print = page.track('PDF.print', 'completed', page.addBadge(), (error) =>
        reportedByClient.push(error),
      );
      await print.assertShown('completed', 'Completed');
      assert.deepEqual(reportedByClient, [null]);
      // In WebKit, their messages are not for a frame without an address of its own.
      assert.lengthOf(page.exceptions, print.events.length);
    });

    itExceptSimulatorMeanwhile('is announced also if it is completed at once', async () => {
      const page = await open(service);
      const badge = page.addBadge();
      const announced = await spokenBy(badge);
      await page.track('PDF.print', 'completed at once', badge).ended();
      assert.deepEqual(announced, ['Print job: Completed']);
    });

    it('causes no request about a job that the service has not accepted', async () => {
      const requests = await recordedRequests(service);
      const accepted = new Set(
        requests
          .filter(({ url }) => url.endsWith('/print'))
          .map(({ reply }) => (reply as { jobIdentifier?: string } | undefined)?.jobIdentifier),
      );
      const tokens = requests.map(({ url }) => /\/status\/(.*)/.exec(url)?.[1]);
      const unknown = tokens.filter((token) => token !== undefined && !accepted.has(token));
      assert.deepEqual(unknown, []);
    });
  });
}

describe('a tracked print without a print service', () => {
  for (const connection of ['subscription', 'connectLite', 'connectAsync'] as const) {
    itMeanwhile(`is failed with the reason, on a page with: ${connection}`, async () => {
      const [service] = printServices;
      if (!service) throw new Error('No print service runs');
      const page = await open(service, { connection, server: nowhere });
      const print = page.track('PDF.print');
      await print.assertRefused(
        connection === 'connectAsync'
          ? 'MeadCo.ScriptX.Print : server connection is not defined.'
          : `ScriptX.Services could not be found at "${nowhere}". Is it installed and running?`,
      );
    });
  }
});
