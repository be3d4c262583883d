import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  abandoned,
  collected,
  courseAt,
  defaultPrinter,
  downloaded,
  outageTimes,
  printers,
  printing,
  printingPdf,
  softErrorMessage,
  type Course,
} from './vendor-printers.js';
import type { RecordedRequest } from './print-service.js';

export interface VendorServiceOptions {
  readonly mode: 'cloud' | 'windows-pc' | 'on-premise';
  /** By default any that is free. */
  readonly port?: number;
}

export interface VendorService {
  /** Without a trailing slash. An on-premise service is below a path. */
  readonly address: string;
  readonly license: string;
  readonly port: number;
  /** Those for the service in their order, preflights included. */
  requests(): readonly RecordedRequest[];
  clearRequests(): void;
  close(): Promise<void>;
}

interface Job {
  readonly id: string;
  readonly api: Api;
  readonly course: Course;
  readonly toFile: boolean;
  readonly startedAt: number;
  /** The index of its step. A late poll skips none. */
  step: number;
  /** When the first request met its outage. */
  outageAt: number | undefined;
  cancelled: boolean;
  collected: boolean;
  /** Set once the final status of a PrintHtml job has been read. */
  forgotten: boolean;
}

type Api = 'printHtml' | 'printPdf';

interface Reply {
  readonly status: number;
  /** Sent as JSON unless there is a content type. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly licensed: boolean;
  readonly reply: (parts: readonly string[], body: string) => Reply;
}

const serviceClasses = { cloud: 1, 'on-premise': 2, 'windows-pc': 3 };

const printStatuses = { queuedToDevice: 1, queuedToFile: 2, softError: 3, ok: 4 };

/** URL, HTML and INNERHTML, those that PrintHtml prints. */
const htmlContentTypes: readonly unknown[] = [1, 2, 4];

const corsHeaders = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, POST, PUT',
  'Access-Control-Allow-Headers':
    'Origin, X-Requested-With, Content-Type, Accept, Authorization, X-Meadroid-Path',
  'Access-Control-Allow-Private-Network': 'true',
};

const jobNotFound: Reply = { status: 404, body: 'Job not found' };

/**
 * Starts a print service as MeadCo documents it, for tests that run MeadCo's client. The name of
 * the printer decides what happens to a job: see `vendor-printers.ts`.
 *
 * `GET /test/requests` returns the recorded requests and `DELETE /test/requests` clears them.
 */
export async function startVendorService(options: VendorServiceOptions): Promise<VendorService> {
  const { mode, port: wantedPort = 0 } = options;
  const basePath = mode === 'on-premise' ? '/scriptxservices' : '';
  const license = randomUUID();
  const jobs = new Map<string, Job>();
  const requests: { -readonly [K in keyof RecordedRequest]: RecordedRequest[K] }[] = [];

  const licenseDetails = {
    guid: license,
    company: 'A customer',
    companyHomePage: 'https://www.example.com',
    from: '2020-01-01T00:00:00Z',
    to: '2099-12-31T00:00:00Z',
    options: {
      basicHtmlPrinting: true,
      advancedPrinting: true,
      enhancedFormatting: true,
      printPdf: true,
      printRaw: true,
    },
    domains: ['127.0.0.1', 'localhost'],
    revision: 1,
  };

  const routes: Route[] = [
    {
      method: 'GET',
      path: /^\/api\/?$/,
      licensed: false,
      reply: () => ({ status: 200, body: serviceDescription(mode) }),
    },
    {
      method: 'GET',
      path: /^\/api\/v1\/licensing\/ping$/,
      licensed: false,
      reply: () => ({ status: 200, body: licenseDetails.options }),
    },
    {
      method: 'GET',
      path: /^\/api\/v1\/licensing$/,
      licensed: true,
      reply: () => ({ status: 200, body: licenseDetails }),
    },
    {
      method: 'GET',
      path: /^\/api\/v1\/printHtml\/htmlPrintDefaults\/?$/,
      licensed: true,
      reply: () => ({ status: 200, body: htmlPrintDefaults() }),
    },
    {
      method: 'GET',
      path: /^\/api\/v1\/printHtml\/deviceinfo\/([^/]+)(?:\/\d+)?$/,
      licensed: true,
      reply: ([name = '']) => deviceInfoReply(name),
    },
    {
      method: 'POST',
      path: /^\/api\/v1\/(printHtml|printPdf)\/print$/,
      licensed: true,
      reply: ([api], body) => printReply(api as Api, body),
    },
    {
      method: 'GET',
      path: /^\/api\/v1\/(printHtml|printPdf)\/status\/([^/]+)$/,
      licensed: true,
      reply: ([api, id]) => statusReply(api as Api, id),
    },
    {
      // The client opens this address in the window, without an Authorization header.
      method: 'GET',
      path: /^\/api\/v1\/(printHtml|printPdf)\/download\/([^/]+)(?:\/[^/]*)?$/,
      licensed: false,
      reply: ([api, id]) => downloadReply(api as Api, id),
    },
  ];
  if (mode === 'windows-pc') {
    routes.push({
      method: 'POST',
      path: /^\/api\/v1\/licensing$/,
      licensed: false,
      reply: (_parts, body) => applyLicenseReply(body),
    });
  }
  if (mode !== 'cloud') {
    routes.push({
      method: 'PUT',
      path: /^\/api\/v1\/printHtml\/canceljob\/([^/]+)$/,
      licensed: true,
      reply: ([id]) => cancelReply(id),
    });
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => request.socket.destroy());
  }).listen(wantedPort, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    address: `http://127.0.0.1:${port}${basePath}`,
    license,
    port,
    requests: () => requests.map((request) => ({ ...request })),
    clearRequests,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };

  function clearRequests() {
    requests.length = 0;
  }

  async function handle(request: IncomingMessage, response: ServerResponse) {
    const { method = '', headers } = request;
    const { pathname: path } = new URL(request.url ?? '', 'http://127.0.0.1');
    if (path === '/test/requests') {
      send(response, testReply(method));
      return;
    }

    const recorded: (typeof requests)[number] = {
      method,
      url: path,
      status: null,
      at: Date.now(),
      isFromClient: isFromClient(request),
    };
    requests.push(recorded);
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
    recorded.content = contentOf(path, body);

    const reply = outageReply(recorded) ?? apiReply(method, path, headers.authorization, body);
    if (reply === 'breaks connections') {
      request.socket.destroy();
      return;
    }
    recorded.status = reply.status;
    recorded.reply = reply.body;
    send(response, reply);
  }

  function testReply(method: string): Reply {
    const headers = { 'Access-Control-Allow-Methods': 'GET, DELETE' };
    if (method === 'GET') return { status: 200, body: requests, headers };
    if (method === 'DELETE') clearRequests();
    return { status: 204, headers };
  }

  /** What the service does during the outage of the job that a request is about. */
  function outageReply(recorded: RecordedRequest): Reply | 'breaks connections' | undefined {
    const { method, url } = recorded;
    const job = jobs.get(/[\da-f]{32}/.exec(url)?.[0] ?? '');
    if (!job) return undefined;
    const { outage } = job.course;
    const time = elapsed(job);
    if (!outage || time < outageTimes.from) return undefined;
    // No request can come too late to meet the outage.
    job.outageAt ??= time;
    // A browser may repeat a request of the client until the outage is over.
    const isOver = time >= job.outageAt + outageTimes.duration;
    if (isOver && !recorded.isFromClient) return undefined;
    if (outage === 'breaks connections') return outage;
    return method === 'OPTIONS' ? undefined : text(503, 'Service Unavailable');
  }

  function apiReply(method: string, path: string, authorization = '', body = ''): Reply {
    if (method === 'OPTIONS') return { status: 204 };
    if (path.startsWith(basePath)) {
      const apiPath = path.slice(basePath.length);
      for (const route of routes) {
        const match = route.method === method && route.path.exec(apiPath);
        if (!match) continue;
        const refusal = route.licensed ? refusalOf(authorization) : undefined;
        return refusal ?? route.reply(match.slice(1).map(decodeURIComponent), body);
      }
    }
    return { status: 404, body: 'API endpoint not found' };
  }

  function refusalOf(authorization: string): Reply | undefined {
    if (mode === 'on-premise') return undefined;
    const [, encoded = ''] = /^Basic (.+)$/.exec(authorization) ?? [];
    const [user] = Buffer.from(encoded, 'base64').toString().split(':');
    if (!user) return { status: 401, body: 'Unauthorized' };
    if (user === license) return undefined;
    return { status: 401, body: 'Unauthorized - unknown license' };
  }

  function applyLicenseReply(body: string): Reply {
    const guid = field(parse(body), 'Guid');
    if (!guid) return { status: 400, body: 'GUID is required' };
    if (guid !== license) return { status: 400, body: 'Invalid guid' };
    return { status: 201, body: licenseDetails };
  }

  function printReply(api: Api, body: string): Reply {
    const data = parse(body);
    if (!contentOf(`/${api}/print`, body)) {
      const lead = api === 'printPdf' ? 'PDF print failed' : 'print failed';
      return { status: 400, body: `${lead}: Error: No content to print` };
    }
    const contentType = field(data, 'ContentType');
    if (api === 'printHtml' && !htmlContentTypes.includes(contentType)) {
      return softError('0', `Unsupported print content type: ${JSON.stringify(contentType)}`);
    }

    const wanted = field(field(data, 'Device'), 'printerName');
    const printerName = typeof wanted === 'string' && wanted !== '' ? wanted : defaultPrinter;
    const course = courseAt(printerName);
    if (!course) return softError('0', `Printer not available: ${printerName}`);
    if (course.print === 'soft error "0"') return softError('0', softErrorMessage);
    if (course.print === 'soft error ""') return softError('', softErrorMessage);
    if (course.print === 'HTTP 500') return text(500, 'The print failed.');

    const job: Job = {
      id: randomBytes(16).toString('hex'),
      api,
      course,
      toFile: mode === 'cloud' || course.toFile === true,
      startedAt: performance.now(),
      step: 0,
      outageAt: undefined,
      cancelled: false,
      collected: false,
      forgotten: false,
    };
    jobs.set(job.id, job);
    const queued = job.toFile ? printStatuses.queuedToFile : printStatuses.queuedToDevice;
    const status = course.print === 'ok' ? printStatuses.ok : queued;
    return { status: 202, body: { jobIdentifier: job.id, status, message: 'No message' } };
  }

  function findJob(api: Api, id = ''): Job | undefined {
    const job = jobs.get(id);
    if (job?.api !== api) return undefined;
    return elapsed(job) < (job.course.forgottenAt ?? Infinity) ? job : undefined;
  }

  function statusReply(api: Api, id?: string): Reply {
    const job = findJob(api, id);
    if (!job || job.forgotten) return jobNotFound;
    const step = job.course.steps?.findLastIndex(([from]) => from <= elapsed(job)) ?? 0;
    job.step = Math.min(step, job.step + 1);
    const { body, isFinal } = jobStatus(job);
    job.forgotten = api === 'printHtml' && isFinal;
    return { status: api === 'printPdf' ? 202 : 200, body };
  }

  function cancelReply(id?: string): Reply {
    const job = findJob('printHtml', id);
    if (!job || job.forgotten) return jobNotFound;
    // A job that prints its pages already cannot be stopped.
    const { status } = jobStatus(job).body;
    if (status >= 0 && status <= downloaded) job.cancelled = true;
    return { status: 200, body: jobStatus(job).body };
  }

  function downloadReply(api: Api, id?: string): Reply {
    const job = findJob(api, id);
    if (!job?.toFile || job.cancelled || !jobStatus(job).isFinal) return jobNotFound;
    job.collected = true;
    const headers = {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="${job.id}.pdf"`,
    };
    return { status: 200, body: emptyPdf, headers };
  }
}

/** Only the client sends a header that names its page. */
function isFromClient({ headers }: IncomingMessage): boolean {
  const names = (headers['access-control-request-headers'] ?? '').toLowerCase();
  return 'x-meadroid-path' in headers || names.includes('x-meadroid-path');
}

/** What a request wants to be printed. */
function contentOf(path: string, body: string): string | undefined {
  if (!path.endsWith('/print')) return undefined;
  const name = path.endsWith('/printPdf/print') ? 'Document' : 'Content';
  const content = field(parse(body), name);
  return typeof content === 'string' ? content : undefined;
}

function elapsed(job: Job): number {
  return performance.now() - job.startedAt;
}

function jobStatus(job: Job) {
  if (job.cancelled) return finalStatus(job, abandoned);
  if (job.collected) return finalStatus(job, collected);

  const { steps = [], forgottenAt } = job.course;
  const [, planned = 0, finalMessage] = steps[job.step] ?? [];
  if (job.step === steps.length - 1 && forgottenAt === undefined) {
    return finalStatus(job, planned, finalMessage);
  }
  const status = planned === printing && job.api === 'printPdf' ? printingPdf : planned;
  const body = { message: `printing: ${status}`, status, jobIdentifier: job.id };
  return { body, isFinal: false };
}

function finalStatus({ id: jobIdentifier }: Job, status: number, message = '') {
  return { body: { message, status, jobIdentifier }, isFinal: true };
}

function softError(jobIdentifier: string, message: string): Reply {
  return { status: 200, body: { jobIdentifier, status: printStatuses.softError, message } };
}

function text(status: number, body: string): Reply {
  return { status, body, headers: { 'Content-Type': 'text/plain; charset=utf-8' } };
}

function send(response: ServerResponse, { status, body, headers = {} }: Reply) {
  const json = { 'Content-Type': 'application/json; charset=utf-8' };
  const contentHeaders = body === undefined ? {} : json;
  response.writeHead(status, { ...corsHeaders, ...contentHeaders, ...headers });
  response.end('Content-Type' in headers ? body : JSON.stringify(body));
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** A field of a request, whose name may begin with an upper or a lower case letter. */
function field(object: unknown, name: string): unknown {
  if (typeof object !== 'object' || object === null) return undefined;
  const entries: [string, unknown][] = Object.entries(object);
  return entries.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

function serviceDescription(mode: VendorServiceOptions['mode']) {
  return {
    serviceClass: serviceClasses[mode],
    currentAPIVersion: 'v1',
    serviceVersion: { major: 2, minor: 22, build: 0, revision: 0 },
    serverVersion: { major: 11, minor: 0, build: 0, revision: 0 },
    serviceUpgrade: {},
    printHTML: true,
    printPDF: true,
    printDIRECT: false,
    availablePrinters: Object.keys(printers),
  };
}

function htmlPrintDefaults() {
  const margin = '12.7';
  return {
    settings: {
      header: '',
      footer: '',
      headerFooterFont: '',
      viewScale: 100,
      printBackgroundColorsAndImages: 1,
      pageRange: '',
      printingPass: 0,
      page: {
        orientation: 2,
        units: 2,
        margins: { left: margin, top: margin, right: margin, bottom: margin },
      },
      extraHeadersAndFooters: {
        allPagesHeader: '',
        allPagesFooter: '',
        firstPageHeader: '',
        firstPageFooter: '',
        extraFirstPageFooter: '',
        allHeaderHeight: 0,
        allFooterHeight: 0,
        firstHeaderHeight: 0,
        firstFooterHeight: 0,
        extraFirstFooterHeight: 0,
      },
    },
    device: deviceInfo(defaultPrinter),
    availablePrinters: Object.keys(printers),
  };
}

function deviceInfoReply(requestedName: string): Reply {
  // The client sends a backslash, as in \\server\printer, as two bars.
  const name = requestedName.replaceAll('||', '\\');
  if (name === 'systemdefault' || name === 'default') {
    return { status: 200, body: deviceInfo(defaultPrinter) };
  }
  if (courseAt(name)) return { status: 200, body: deviceInfo(name) };
  return { status: 404, body: 'Printer not found' };
}

function deviceInfo(printerName: string) {
  const margin = '4.2';
  return {
    printerName,
    paperSizeName: 'A4',
    paperSourceName: 'Automatically Select',
    collate: 0,
    copies: 1,
    duplex: 0,
    units: 2,
    paperPageSize: { width: '210', height: '297' },
    unprintableMargins: { left: margin, top: margin, right: margin, bottom: margin },
    status: 0,
    port: 'LPT1:',
    attributes: 0,
    serverName: '',
    shareName: '',
    location: '',
    isLocal: true,
    isNetwork: false,
    isShared: false,
    isDefault: printerName === defaultPrinter,
    bins: ['Automatically Select'],
    forms: ['A4', 'A5', 'Letter'],
  };
}

const emptyPdf = `%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>> endobj
trailer <</Root 1 0 R>>
%%EOF
`;
