import { assert } from '@open-wc/testing';
import type {
  JobStatus,
  JobStatusError,
  ScriptxJobStatus,
  trackPrint,
} from '../../../src/index.js';
import { eventsOf, inShort, type JobEvent, passing, wordsOf } from './pages.js';
import { classicScript, moduleScript, openPageIn } from './plain-page.js';
import type { Course, PrintService, RecordedRequest } from '../../services/print-service.js';

type OnDone = (error?: unknown) => void;
type OnProgress = (status: unknown, message?: unknown, data?: unknown) => void;
type Connect = (server: string, license: string) => void;
type ConnectAsync = (
  server: string,
  license: string,
  resolve: () => void,
  reject: () => void,
) => void;

/** `MeadCo.ScriptX.Print` of MeadCo's client, as far as the tests use it. */
interface Print {
  readonly queue: readonly { readonly jobIdentifier: unknown }[];
  readonly serviceUrl: string;
  queueTimeoutSpacing: number;
  printerName: string;
  deviceSettings: { printerName: string };
  readonly connectLite: Connect;
  readonly PDF: {
    readonly settings: { jobDescription: string };
    print(document: unknown, done: OnDone, progress: OnProgress): unknown;
  };
  readonly HTML: {
    readonly connectAsync: ConnectAsync;
    printDocument(done: OnDone, progress: OnProgress): unknown;
    printFrame(name: string, done: OnDone, progress: OnProgress): unknown;
    printFromUrl(url: string, done: OnDone, progress: OnProgress): unknown;
    printHtml(html: string, done: OnDone, progress: OnProgress): unknown;
  };
}

/** A page that loads MeadCo's client and the component. */
interface ClientWindow extends Window {
  readonly MeadCo: { readonly ScriptX: { readonly Print: Print } };
  readonly factory: {
    readonly printing: {
      PrintHTMLEx(
        url: string,
        prompt: boolean,
        progress: OnProgress,
        data: unknown,
        started: OnDone,
      ): unknown;
      BatchPrintPDFEx(url: string, progress: OnProgress, data: unknown, started: OnDone): unknown;
    };
  };
  readonly scriptxJobStatus: { readonly trackPrint: typeof trackPrint };
}

/** The tags by which a page loads the component and makes `scriptxJobStatus.trackPrint()` available. */
export const trackingScripts = [
  [
    'the ES module',
    `${moduleScript}<script type="module">
      import * as exports from '/dist/scriptx-job-status.min.js';
      globalThis.scriptxJobStatus = exports;
    </script>`,
  ],
  ['the classic script', classicScript],
] as const;

/** How a page tells the client its service. */
export type Connection = 'subscription' | 'license' | 'connectLite' | 'connectAsync';

export interface PageOptions {
  /** One of `trackingScripts`. */
  readonly script?: string;
  readonly connection?: Connection;
  /** By default those of the service. */
  readonly server?: string;
  readonly license?: string;
  /** Whether the client asks the service's orchestrator. Requires the connection `license`. */
  readonly hasOrchestrator?: boolean;
  /** What the page contains besides. */
  readonly content?: string;
}

/** Documents of one page, which a service can download. */
const pdfUrl = '/demo/documents/delivery-note.pdf';
const htmlUrl = '/demo/integrations/plain/module.html';

/** Calls of the client that print something in which a text occurs. */
const calls = {
  'PDF.print': ({ print }, text, done, progress) =>
    print.PDF.print(`${location.origin}${pdfUrl}?${text}`, done, progress),
  'HTML.printDocument': ({ window, print }, text, done, progress) => {
    window.document.title = text;
    return print.HTML.printDocument(done, progress);
  },
  'HTML.printFrame': ({ window, print }, text, done, progress) => {
    const frame = window.document.querySelector<HTMLIFrameElement>('#letter');
    frame?.contentDocument?.body.append(text);
    return print.HTML.printFrame('letter', done, progress);
  },
  'HTML.printFromUrl': ({ print }, text, done, progress) =>
    print.HTML.printFromUrl(`${location.origin}${htmlUrl}?${text}`, done, progress),
  'HTML.printHtml': ({ print }, text, done, progress) =>
    print.HTML.printHtml(`<p>${text}</p>`, done, progress),
  'printing.PrintHTMLEx': ({ window }, text, done, progress) =>
    window.factory.printing.PrintHTMLEx(`${htmlUrl}?${text}`, false, progress, undefined, done),
  'printing.BatchPrintPDFEx': ({ window }, text, done, progress) => {
    window.factory.printing.BatchPrintPDFEx(`${pdfUrl}?${text}`, progress, undefined, done);
  },

  // What the service or the client refuses, whatever the printer.
  'PDF.print without a document': ({ print }, _text, done, progress) =>
    print.PDF.print({}, done, progress),
  'PDF.print without a URL': ({ print }, _text, done, progress) =>
    print.PDF.print('', done, progress),
  'HTML.printFrame of a missing frame': ({ print }, _text, done, progress) =>
    print.HTML.printFrame('missing', done, progress),
} satisfies Record<
  string,
  (page: ClientPage, text: string, done: OnDone, progress: OnProgress) => unknown
>;

export type Call = keyof typeof calls;

/** The calls that print. */
export const printingCalls = Object.keys(calls).slice(0, 7) as Call[];

/** A status with its message, as the client or the service reports it. */
interface Report {
  readonly status: unknown;
  readonly message?: unknown;
}

const documentUrl = '/node_modules/scriptxprint-html/dist';
let opening: Promise<unknown> = Promise.resolve();

/** A page that prints with MeadCo's client to a service. */
export class ClientPage {
  readonly window: ClientWindow;
  readonly service: PrintService;
  /** Its uncaught exceptions. */
  readonly exceptions: string[] = [];

  private constructor(window: ClientWindow, service: PrintService) {
    this.window = window;
    this.service = service;
    window.addEventListener('error', ({ message }) => {
      this.exceptions.push(message.replace(/^(?:Uncaught )?Error: /, ''));
    });
  }

  /** Opens a page in an element, after those that are opening. */
  static async open(
    parent: Element,
    service: PrintService,
    options: PageOptions = {},
  ): Promise<ClientPage> {
    const opened = opening.then(() => openPageIn(parent, markupOf(service, options)));
    opening = opened.catch(() => undefined);
    const page = new ClientPage((await opened) as ClientWindow, service);
    const { connection, server = service.address, license = service.license } = options;
    if (connection === 'connectLite') page.print.connectLite(server, license);
    if (connection === 'connectAsync') {
      await new Promise<void>((resolve) => {
        // A page can print also if the service has refused it.
        page.print.HTML.connectAsync(server, license, resolve, resolve);
      });
    }
    return page;
  }

  get print(): Print {
    return this.window.MeadCo.ScriptX.Print;
  }

  /** Adds a badge to the page. */
  addBadge(attributes: Readonly<Record<string, string>> = {}): ScriptxJobStatus {
    const badge = this.window.document.createElement('scriptx-job-status');
    for (const [name, value] of Object.entries(attributes)) badge.setAttribute(name, value);
    this.window.document.body.append(badge);
    return badge;
  }

  /**
   * Prints, and shows the print in a badge.
   *
   * @param onDone - The page's own callback, called before that of `trackPrint()`
   */
  track(
    call: Call,
    course: Course = 'completed',
    badge = this.addBadge(),
    onDone?: OnDone,
  ): TrackedPrint {
    const printerName = this.service.printers[course];
    if (printerName === undefined) throw new Error(`No printer for the course: ${course}`);
    this.print.deviceSettings = { printerName };
    this.print.printerName = printerName;
    return new TrackedPrint(this, call, badge, onDone);
  }
}

function markupOf(service: PrintService, options: PageOptions): string {
  const {
    script = trackingScripts[0][1],
    connection = 'subscription',
    server = service.address,
    license = service.license,
    hasOrchestrator,
    content = '',
  } = options;
  const attributes: Record<string, string | number> = {};
  if (connection === 'subscription' || connection === 'license') {
    Object.assign(attributes, { server, [connection]: license, syncinit: false, usefetch: true });
  }
  if (hasOrchestrator) {
    attributes.orchestrator = service.orchestrator.port;
    attributes['orchestrator-key'] = service.orchestrator.key;
  }
  const list = Object.entries(attributes).map(([name, value]) => `data-meadco-${name}="${value}"`);
  // The other file lacks what a page with a licence for Windows PC needs.
  const file = connection === 'license' ? 'meadco-scriptxservices' : 'meadco-scriptxservicesprint';
  // The client reports errors in dialogs, and opens a printed file in the window.
  return `<script>alert = open = () => undefined;</script>
    <script src="${documentUrl}/${file}.min.js" ${list.join(' ')}></script>
    ${script}<iframe id="letter" srcdoc="A letter"></iframe>${content}`;
}

/** A print of MeadCo's client that a badge shows. */
export class TrackedPrint {
  readonly badge: ScriptxJobStatus;
  /** Occurs in what is printed. */
  readonly text = crypto.randomUUID();
  readonly events: readonly JobEvent[];
  /** The words of the badge at each event for a job status. */
  readonly words: string[] = [];
  /** What the client has reported to `onProgress`. */
  readonly reports: Report[] = [];
  /** Resolves when the client reports for the first time. */
  readonly isReported: Promise<void>;
  /** What `trackPrint()` has resolved or rejected with. */
  readonly result: Promise<JobStatus | JobStatusError>;
  readonly #page: ClientPage;

  constructor(page: ClientPage, call: Call, badge: ScriptxJobStatus, onDone?: OnDone) {
    this.#page = page;
    this.badge = badge;
    this.events = eventsOf(badge);
    badge.addEventListener('job-status-change', () => this.words.push(wordsOf(badge)));
    let handleReport!: () => void;
    this.isReported = new Promise((resolve) => (handleReport = resolve));
    const { trackPrint } = page.window.scriptxJobStatus;
    const finished = trackPrint(badge, (done, progress) =>
      calls[call](
        page,
        this.text,
        (error) => {
          onDone?.(error);
          done(error);
        },
        (status, message, data) => {
          this.reports.push({ status, message });
          handleReport();
          progress(status, message, data);
        },
      ),
    );
    this.result = finished.catch((error: unknown) => error as JobStatusError);
  }

  /** Resolves when the print has ended and nothing more should happen. */
  async ended(): Promise<void> {
    const isLate = await Promise.race([
      this.result.then(() => false),
      passing(25_000).then(() => true),
    ]);
    if (isLate) {
      // The message of a failed test shows both.
      const { reports } = this;
      const { requests } = await this.requests();
      const details = JSON.stringify({ state: this.badge.state, reports, requests }, undefined, 1);
      assert.fail(`The print has not ended: ${details}`);
    }
    await passing(300);
  }

  /** The token of its job, as the service knows it, and the status requests that it received. */
  async requests(): Promise<{ token: string | undefined; requests: RecordedRequest[] }> {
    const recorded = await recordedRequests(this.#page.service);
    const print = recorded.find(({ content }) => content?.includes(this.text));
    const token = (print?.reply as { jobIdentifier?: string } | undefined)?.jobIdentifier;
    const requests = recorded.filter(({ url }) => url.endsWith(`/status/${String(token)}`));
    return { token, requests };
  }

  /**
   * Asserts how the job ended, and that the badge has shown each of its statuses once.
   *
   * @param isPolled - Whether the badge had to poll the job after the client
   */
  async assertShown(state: string, words: string, isPolled = false): Promise<void> {
    await this.ended();
    assert.equal(`${this.badge.state}: ${wordsOf(this.badge)}`, `${state}: ${words}`);
    const { token, requests } = await this.requests();
    const own = requests.filter(({ isFromClient }) => !isFromClient);
    assert.equal(own.length > 0, isPolled, 'The badge has sent requests');
    const lastOfClient = requests.findLastIndex(({ isFromClient }) => isFromClient);
    assert.notInclude(requests.slice(0, lastOfClient), own[0], 'The badge has polled too early');

    const statuses = shownStatuses(this.reports, own);
    assert.deepEqual(this.words, statuses.map(wordsFor));
    assert.deepEqual(inShort(this.events), [
      ...statuses.map(stateOf),
      state === 'completed' ? 'complete' : 'failed',
    ]);
    await this.#assertResult(state, token);
  }

  /** Asserts that the badge shows why the service or the client has refused the print. */
  async assertRefused(reason: string): Promise<void> {
    await this.ended();
    assert.equal(wordsOf(this.badge), `Failed ${reason}`);
    assert.equal(this.badge.state, 'failed');
    assert.deepEqual(inShort(this.events), ['failed', 'failed']);
    assert.deepEqual(this.words, [`Failed ${reason}`]);
    await this.#assertResult('failed', '');
  }

  async #assertResult(state: string, token: string | undefined): Promise<void> {
    const result = await this.result;
    const isError = 'code' in result;
    assert.equal(isError ? result.code : 'completed', state);
    const jobStatus = isError ? result.jobStatus : result;
    assert.deepEqual([jobStatus?.state, jobStatus?.token], [state, token]);
  }
}

/** All requests that a service has recorded. */
export async function recordedRequests({
  requestsAddress,
}: PrintService): Promise<RecordedRequest[]> {
  return (await (await fetch(requestsAddress)).json()) as RecordedRequest[];
}

/**
 * The statuses that a badge has to show: what the client reported until it gave up, then the responses
 * to the badge's requests. If these don't say how the job ended, the client is believed.
 */
function shownStatuses(reports: readonly Report[], requests: readonly RecordedRequest[]): Report[] {
  const replies = requests.filter(
    ({ method, status }) => method === 'GET' && status !== null && status < 300,
  );
  const failure = reports.find(({ status }) => status === -1);
  const statuses = [
    ...(failure ? reports.slice(0, reports.indexOf(failure)) : reports),
    ...replies.map(({ reply }) => reply as Report),
  ];
  const last = statuses.at(-1);
  if (failure && (!last || !finalStates.has(stateOf(last)))) statuses.push(failure);
  return statuses.filter((status, index) => {
    const previous = statuses[index - 1];
    return (
      !previous || status.status !== previous.status || messageOf(status) !== messageOf(previous)
    );
  });
}

/** The states of the statuses, and their words in English. */
const states: Readonly<Record<string, readonly [state: string, words: string]>> = {
  0: ['not-started', 'Waiting to start'],
  1: ['queued', 'Queued'],
  2: ['starting', 'Starting'],
  3: ['downloading', 'Fetching document'],
  4: ['downloaded', 'Document fetched'],
  5: ['printing', 'Printing'],
  6: ['completed', 'Completed'],
  7: ['paused', 'Paused'],
  8: ['printing', 'Printing'],
  100: ['completed', 'Completed'],
  101: ['failed', 'Failed'],
  102: ['completed', 'Completed'],
  '-1': ['failed', 'Failed'],
  '-2': ['abandoned', 'Cancelled'],
};

const finalStates: ReadonlySet<string> = new Set(['completed', 'failed', 'abandoned']);

function stateOf({ status }: Report): string {
  return states[String(status)]?.[0] ?? 'unknown';
}

function wordsFor(report: Report): string {
  const words = states[String(report.status)]?.[1] ?? 'In progress';
  return `${words} ${messageOf(report)}`.trim();
}

/** A message without the quotes of JSON, as in the service's responses with an error. */
function messageOf({ message }: Report): string {
  return typeof message === 'string' ? message.replace(/^"(.*)"$/s, '$1') : '';
}
