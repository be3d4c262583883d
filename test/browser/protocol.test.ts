import { assert } from '@open-wc/testing';
import fc from 'fast-check';
import { isIpOrLocalName, isLocalAddress, isLoopback } from '../../src/protocol/address-space.js';
import { noResponseError } from '../../src/protocol/errors.js';
import { readJobStatus, retryAfterOf } from '../../src/protocol/response.js';
import { JobStatusError } from '../../src/protocol/job-status-error.js';
import { type JobStatus, parseJobStatus } from '../../src/protocol/job-status.js';
import { requestInit, statusRequest } from '../../src/protocol/status-request.js';
import { durationOf } from '../../src/protocol/values.js';
import { simulator } from './support/services.js';
import { simulateJob } from './support/simulator.js';

const guid = '8c72a9871ba64c4ba507b4392c1ce0b9';
const page = { baseURI: 'https://page.example/app/page.html', origin: 'https://page.example' };
const license = '{13598d2f-8724-467b-ae64-6e53e9e9f644}';

function urlOf(server: string, token = 'job', page = {}): string {
  return statusRequest({ server, token }, page).url;
}

function errorOf(run: () => unknown): JobStatusError {
  try {
    run();
  } catch (error) {
    assert.instanceOf(error, JobStatusError);
    return error;
  }
  throw new Error('Nothing was thrown');
}

describe('the URL of a status request', () => {
  const tail = '/api/v1/printPdf/status/job';

  const servers: [server: string, prefix: string][] = [
    ['https://scriptxservices.meadroid.com', 'https://scriptxservices.meadroid.com'],
    ['https://scriptxservices.meadroid.com/', 'https://scriptxservices.meadroid.com'],
    ['http://127.0.0.1:41191', 'http://127.0.0.1:41191'],
    ['http://server/scriptxservices/', 'http://server/scriptxservices'],
    ['http://server/scriptxservices///', 'http://server/scriptxservices'],
    ['http://server/api', 'http://server'],
    ['http://server/api/', 'http://server'],
    ['http://server/api/v1', 'http://server'],
    ['http://server/api/v1/', 'http://server'],
    ['http://server/api/v1/printHtml', 'http://server'],
    ['http://server/x/api/v1/printPdf/status/1', 'http://server/x'],
    ['https://api.example.com', 'https://api.example.com'],
    ['https://api.example.com/api/v1', 'https://api.example.com'],
    ['http://server/api/print', 'http://server/api/print'],
    ['http://server/api/print/api/v1/', 'http://server/api/print'],
    ['http://server/api/v10', 'http://server/api/v10'],
    ['http://server/myapi', 'http://server/myapi'],
    ['http://server/x?y=1#z', 'http://server/x'],
    ['HTTP://SERVER:80/X', 'http://server/X'],
    ['  http://server  ', 'http://server'],
    ['http://[::1]:41191', 'http://[::1]:41191'],
    ['http://127.1', 'http://127.0.0.1'],
  ];
  for (const [server, prefix] of servers) {
    it(`is built from ${server}`, () => {
      assert.equal(urlOf(server), prefix + tail);
    });
  }

  const relatives: [server: string, prefix: string][] = [
    ['/', 'https://page.example'],
    ['/print', 'https://page.example/print'],
    ['./print/', 'https://page.example/app/print'],
    ['../print', 'https://page.example/print'],
    ['./', 'https://page.example/app'],
  ];
  for (const [server, prefix] of relatives) {
    it(`is relative to the page if the server is ${server}`, () => {
      assert.equal(urlOf(server, 'job', page), prefix + tail);
    });
  }

  const noUrl = 'must be an http(s) URL, or a path starting with';
  const unusable: [server: string, message: string][] = [
    ['127.0.0.1:41191', noUrl],
    ['localhost:41191', noUrl],
    ['server', noUrl],
    ['print/here', noUrl],
    ['ftp://server', noUrl],
    ['file:///c:/print', noUrl],
    ['javascript:alert(1)', noUrl],
    ['data:text/plain,x', noUrl],
    ['http://', noUrl],
    ['http://server:99999', noUrl],
    ['joe:secret@server', noUrl],
    ['.', noUrl],
    ['..', noUrl],
    ['https://joe:secret@server', 'must not contain credentials'],
    ['https://joe@server', 'must not contain credentials'],
    ['https://:secret@server', 'must not contain credentials'],
    ['/\\evil.example', 'leads to another origin'],
    ['//evil.example', 'leads to another origin'],
    ['/\t/evil.example', 'leads to another origin'],
  ];
  for (const [server, message] of unusable) {
    it(`cannot be built from ${server}`, () => {
      const error = errorOf(() => urlOf(server, 'job', page));
      assert.equal(error.code, 'address');
      assert.isTrue(error.final);
      assert.include(error.message, message);
      assert.notInclude(error.message, 'secret');
      assert.notInclude(error.message, 'joe');
    });
  }

  it('cannot be built from a path if there is no page', () => {
    const error = errorOf(() => urlOf('/print'));
    assert.equal(error.code, 'address');
    assert.include(error.message, 'no page to resolve it against');
  });

  it('cannot be built from a path that the <base> of the page resolves to another origin', () => {
    const origin = 'https://page.example';
    const error = errorOf(() =>
      urlOf('/print', 'job', { baseURI: 'https://other.example/', origin }),
    );
    assert.equal(error.code, 'address');
    assert.include(error.message, '<base>');
  });

  it('contains the endpoint printHtml if that is set', () => {
    const { url } = statusRequest({ server: 'http://server', token: 'job', api: 'printHtml' }, {});
    assert.equal(url, 'http://server/api/v1/printHtml/status/job');
  });

  it('contains the endpoint printPdf if an unknown one is set', () => {
    for (const api of ['printhtml', '', null, 7, {}]) {
      const { url } = statusRequest({ server: 'http://server', token: 'job', api }, {});
      assert.equal(url, 'http://server' + tail);
    }
  });

  const tokens: [token: string, segment: string][] = [
    [guid, guid],
    [' job ', 'job'],
    ["aZ09-._~!$&'()*+,;=:@", "aZ09-._~!$&'()*+,;=:@"],
    ['a/b', 'a%2Fb'],
    ['a\\b', 'a%5Cb'],
    ['a?b#c', 'a%3Fb%23c'],
    ['100%', '100%25'],
    ['%2e%2e', '%252e%252e'],
    ['...', '...'],
    ['{a}', '%7Ba%7D'],
    ['é', '%C3%A9'],
    ['a b', 'a%20b'],
  ];
  for (const [token, segment] of tokens) {
    it(`contains the token ${token} as ${segment}`, () => {
      assert.equal(
        urlOf('http://server', token),
        `http://server/api/v1/printPdf/status/${segment}`,
      );
    });
  }

  for (const [token, message] of [
    ['', 'empty'],
    [' ', 'empty'],
    ['.', '`.`'],
    ['..', '`..`'],
    ['\ud800', 'well-formed'],
    ['a\udc00b', 'well-formed'],
  ] as const) {
    it(`cannot be built with the token ${JSON.stringify(token)}`, () => {
      const error = errorOf(() => urlOf('http://server', token));
      assert.equal(error.code, 'address');
      assert.include(error.message, message);
    });
  }

  it('contains any token in one path segment after the endpoint', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (token) => {
        fc.pre(token.trim() !== '' && !/^\s*\.{1,2}\s*$/.test(token));
        const url = urlOf('http://server', token);
        const { pathname, search, hash, href } = new URL(url);
        assert.equal(href, url, 'the URL parser changes nothing');
        assert.equal(search + hash, '');
        const segments = pathname.split('/');
        assert.deepEqual(segments.slice(0, -1), ['', 'api', 'v1', 'printPdf', 'status']);
        assert.equal(decodeURIComponent(segments.at(-1) ?? ''), token.trim());
      }),
    );
  });
});

describe('the licence', () => {
  const sent = (server: string, origin?: string) => {
    const request = statusRequest({ server, token: 'job', license }, origin ? { origin } : {});
    return new Headers(requestInit(request, false).headers).get('Authorization');
  };

  it('is sent as the user name of Basic authentication, with an empty password', () => {
    assert.equal(sent('https://server'), `Basic ${btoa(license + ':')}`);
  });

  it('is encoded as UTF-8', () => {
    const request = statusRequest({ server: 'https://server', token: 'job', license: 'é' }, {});
    assert.equal(
      new Headers(requestInit(request, false).headers).get('Authorization'),
      'Basic w6k6',
    );
  });

  const loopback = ['localhost', 'print.localhost', '127.0.0.1', '127.255.3.4', '[::1]'];
  for (const host of loopback) {
    it(`is sent over plain http to ${host}`, () => {
      assert.isNotNull(sent(`http://${host}:41191`));
    });
  }

  const others = [
    'server',
    '127.evil.example',
    'localhost.example',
    '10.0.0.1',
    '[::2]',
    'xlocalhost',
  ];
  for (const host of others) {
    it(`is not sent over plain http to ${host}`, () => {
      assert.isNull(sent(`http://${host}`));
      assert.isNotNull(sent(`https://${host}`));
    });
  }

  it("is sent over plain http to the page's own origin", () => {
    assert.isNotNull(sent('http://server:81', 'http://server:81'));
    assert.isNull(sent('http://server:82', 'http://server:81'));
  });

  it('is neither in the URL nor in an error message', () => {
    const request = statusRequest({ server: 'https://server', token: 'job', license }, {});
    assert.notInclude(request.url, license);
    assert.notInclude(noResponseError(request, new Error()).message, license);
  });

  it('adds only a header and `credentials: omit` to a request', () => {
    const init = (own?: string) =>
      requestInit(
        statusRequest({ server: 'https://server', token: 'job', license: own }, {}),
        false,
      );
    const plain = {
      method: 'GET',
      headers: { Accept: 'application/json' },
      cache: 'no-store',
      credentials: 'same-origin',
      redirect: 'manual',
    };
    assert.deepEqual(init(), plain as RequestInit);
    assert.deepEqual(init(license), {
      ...plain,
      headers: { Accept: 'application/json', Authorization: `Basic ${btoa(license + ':')}` },
      credentials: 'omit',
    } as RequestInit);
  });

  it('makes a request omit credentials, to avoid a login dialog', () => {
    const init = (server: string, own?: string) =>
      requestInit(statusRequest({ server, token: 'job', license: own }, {}), false);
    assert.equal(init('https://server', license).credentials, 'omit');
    assert.equal(init('https://server').credentials, 'same-origin');
    assert.deepEqual(init('https://server').headers, { Accept: 'application/json' });
  });

  it('is safe to send to a loopback address as the URL parser writes it', () => {
    assert.isTrue(isLoopback(new URL('http://0x7f.1').origin));
    assert.isTrue(isLoopback(new URL('http://[::1]:41191').origin));
    assert.isFalse(isLoopback(new URL('http://localhost.').origin));
    assert.isFalse(isLoopback('null'));
  });
});

describe('an address that may be local', () => {
  const originOf = (host: string) => new URL(`http://${host}:8080`).origin;

  const literal = ['10.0.0.1', '172.16.0.1', '192.168.1.1', '169.254.7.7', '100.64.0.1'];
  for (const host of [...literal, '[fd00::1]', '[fe80::1]', 'printer.local']) {
    it(`is ${host}`, () => {
      assert.isTrue(isIpOrLocalName(originOf(host)));
      assert.isTrue(isLocalAddress(originOf(host)));
    });
  }

  for (const host of ['10.example', 'local', 'x.local.example', 'printserver', 'server1']) {
    it(`is not ${host}, which requires DNS`, () => {
      assert.isFalse(isIpOrLocalName(originOf(host)));
      assert.isFalse(isLocalAddress(originOf(host)));
    });
  }

  for (const host of ['203.0.113.7', '172.32.0.1', '192.169.0.1', '100.128.0.1', '[2001:db8::1]']) {
    it(`is not ${host}, which is public`, () => {
      assert.isFalse(isLocalAddress(originOf(host)));
    });
  }
});

describe('a job status', () => {
  const table: [number, string, string, boolean, string | null][] = [
    [0, 'NotStarted', 'not-started', false, null],
    [1, 'Queued', 'queued', false, null],
    [2, 'Starting', 'starting', false, null],
    [3, 'Downloading', 'downloading', false, null],
    [4, 'Downloaded', 'downloaded', false, null],
    [5, 'Printing', 'printing', false, null],
    [8, 'PrintingPdf', 'printing', false, null],
    [7, 'Paused', 'paused', false, null],
    [6, 'Completed', 'completed', true, 'succeeded'],
    [100, 'Collected', 'completed', true, 'succeeded'],
    [102, 'CompletedWait', 'completed', true, 'succeeded'],
    [-1, 'ItemError', 'failed', true, 'failed'],
    [101, 'CodeException', 'failed', true, 'failed'],
    [-2, 'Abandoned', 'abandoned', true, 'abandoned'],
    [9, 'Unknown', 'unknown', false, null],
    [-3, 'Unknown', 'unknown', false, null],
    [2 ** 53 - 1, 'Unknown', 'unknown', false, null],
  ];
  for (const [status, name, state, final, outcome] of table) {
    it(`with the number ${status} is ${name}`, () => {
      const expected = { token: 'job', status, name, state, message: '', final, outcome };
      assert.deepEqual(parseJobStatus({ status }, 'job'), expected as JobStatus);
      assert.deepEqual(parseJobStatus({ status: ` ${status} ` }, 'job'), expected as JobStatus);
    });
  }

  it('is frozen and JSON-serialisable', () => {
    const jobStatus = parseJobStatus({ status: 8, message: 'Page 1', jobIdentifier: 'job' }, 'job');
    assert.isFrozen(jobStatus);
    assert.deepEqual(JSON.parse(JSON.stringify(jobStatus)), jobStatus);
  });

  it('has the number 0 if the service sends -0', () => {
    for (const status of ['-0', '"-0"']) {
      const jobStatus = parseJobStatus(JSON.parse(`{"status":${status}}`), 'job');
      assert.isTrue(Object.is(jobStatus.status, 0));
    }
  });

  const statuses = [
    undefined,
    null,
    '',
    'six',
    '6.5',
    6.5,
    '0x6',
    true,
    [6],
    {},
    1e300,
    NaN,
    '9'.repeat(30),
  ];
  for (const status of statuses) {
    it(`cannot have the number ${JSON.stringify(status)}`, () => {
      assert.throws(() => parseJobStatus({ status }, 'job'), JobStatusError);
    });
  }

  for (const data of [null, 6, '6', true, undefined, [], [6]]) {
    it(`cannot be parsed from ${JSON.stringify(data)}`, () => {
      assert.throws(() => parseJobStatus(data, 'job'), JobStatusError);
    });
  }

  it('must be about the requested job', () => {
    for (const jobIdentifier of [guid, guid.toUpperCase(), `{${guid}}`, '', null, undefined]) {
      assert.equal(parseJobStatus({ status: 6, jobIdentifier }, guid).state, 'completed');
      assert.equal(parseJobStatus({ status: 6, jobIdentifier }, `{${guid}}`).state, 'completed');
    }
    assert.equal(parseJobStatus({ status: 6, jobIdentifier: 7 }, '7').state, 'completed');
    for (const jobIdentifier of ['other', 7]) {
      assert.throws(() => parseJobStatus({ status: 6, jobIdentifier }, guid), JobStatusError);
    }
  });

  it('is validated in linear time, whatever the service returns', () => {
    for (const name of ['jobIdentifier', 'message', 'status']) {
      for (const character of ['}', ' ', '\t', '0', '\u202e', '{']) {
        const data = { status: 6, [name]: `${character.repeat(64 * 1024)}x` };
        const start = performance.now();
        try {
          parseJobStatus(data, 'job');
        } catch {
          // Only the time counts.
        }
        assert.isBelow(performance.now() - start, 200, `${name} of ${character}`);
      }
    }
  });

  const messages: [given: unknown, shown: string][] = [
    ['  out \n\t of   paper ', 'out of paper'],
    ['<b>bold</b>', '<b>bold</b>'],
    ['a\u0000b\u0007c\u009b', 'abc'],
    ['a\u202eb\u2066c\u2069 \u202d d', 'abc d'],
    ['שלום\u200f!', 'שלום\u200f!'],
    ['x'.repeat(600), 'x'.repeat(500)],
    ['🖨'.repeat(501), '🖨'.repeat(500)],
    [`${'x'.repeat(499)} yes`, 'x'.repeat(499)],
    [null, ''],
    [17, '17'],
    [{ toString: () => 'no' }, ''],
  ];
  for (const [given, shown] of messages) {
    it(`turns ${JSON.stringify(given).slice(0, 30)} into a plain-text message`, () => {
      assert.equal(parseJobStatus({ status: 1, message: given }, 'job').message, shown);
    });
  }

  it('is parsed from any data, or rejected with a JobStatusError', () => {
    const data = fc.oneof(
      fc.anything(),
      fc.record({ status: fc.anything(), message: fc.anything(), jobIdentifier: fc.anything() }),
      fc.record({ status: fc.integer(), message: fc.string({ unit: 'binary', maxLength: 900 }) }),
    );
    fc.assert(
      fc.property(data, fc.string(), (given, token) => {
        let jobStatus;
        try {
          jobStatus = parseJobStatus(given, token);
        } catch (error) {
          assert.instanceOf(error, JobStatusError);
          return;
        }
        assert.isFrozen(jobStatus);
        assert.isAtMost(Array.from(jobStatus.message).length, 500);
        assert.equal(jobStatus.final, jobStatus.outcome !== null);
        assert.notMatch(jobStatus.message, /[\p{Cc}\u202A-\u202E\u2066-\u2069]|\s\s|^\s|\s$/u);
        assert.deepEqual(JSON.parse(JSON.stringify(jobStatus)), jobStatus);
      }),
    );
  });
});

describe('a response', () => {
  const request = statusRequest({ server: 'http://server', token: 'job' }, {});
  const date = Date.parse('2026-01-01T00:00:00Z');

  const read = (body: BodyInit | null, init: ResponseInit = {}, sentRequest = request) =>
    readJobStatus(new Response(body, init), sentRequest);

  const failureOf = async (jobStatus: Promise<JobStatus>): Promise<JobStatusError> => {
    const failure = await jobStatus.catch((error: unknown) => error);
    assert.instanceOf(failure, JobStatusError);
    return failure;
  };

  for (const status of [200, 202]) {
    it(`with status ${status} is parsed as a job status`, async () => {
      const jobStatus = await read('{"status":"6","message":null}', { status });
      assert.equal(jobStatus.state, 'completed');
    });
  }

  it('with status 410 is an error that says that the job may be finished', async () => {
    const { message } = await failureOf(read('', { status: 410 }));
    assert.include(message, 'no longer knows this job');
    assert.include(message, 'may be finished');
  });

  it('that redirects is a protocol failure, because browsers hide its status', async () => {
    const plan = { steps: [{ status: 1 }], answers: [{ redirect: '/elsewhere' }] };
    const redirected = statusRequest({ server: simulator, token: await simulateJob(plan) }, {});
    const response = await fetch(redirected.url, requestInit(redirected, false));
    assert.equal(response.type, 'opaqueredirect');
    assert.include(await failureOf(readJobStatus(response, redirected)), {
      code: 'protocol',
      final: false,
    });
  });

  const httpFailures: [status: number, code: string, final: boolean][] = [
    [400, 'rejected', true],
    [401, 'unauthorized', true],
    [402, 'unauthorized', true],
    [403, 'unauthorized', true],
    [404, 'unknown-job', false],
    [405, 'rejected', true],
    [408, 'unreachable', false],
    [410, 'unknown-job', true],
    [418, 'rejected', true],
    [425, 'unreachable', false],
    [429, 'unreachable', false],
    [500, 'unreachable', false],
    [503, 'unreachable', false],
    [599, 'unreachable', false],
    [302, 'protocol', false],
  ];
  for (const [status, code, final] of httpFailures) {
    it(`with status ${status} is the failure ${code}, whatever its body contains`, async () => {
      const failure = await failureOf(read('{"status":6}', { status }));
      assert.deepEqual([failure.code, failure.final], [code, final]);
      assert.match(
        failure.message,
        /Check `|check `|need `|Polling continues|may be finished|not followed/,
      );
    });
  }

  const tooLarge = 'larger than 64 KiB';
  const bodies: [what: string, body: BodyInit | null, message: string][] = [
    ['nothing', null, 'not JSON'],
    ['an empty string', '', 'not JSON'],
    ['HTML', '<!doctype html>', 'not JSON'],
    ['incomplete JSON', '{"status":', 'not JSON'],
    ['a number', '6', 'no `status`'],
    ['an array', '[6]', 'no `status`'],
    ['null', 'null', 'no `status`'],
    ['an object without a status', '{"state":6}', 'no `status`'],
    ['a prototype with a status', '{"__proto__":{"status":6}}', 'no `status`'],
    ['the status of another job', '{"status":6,"jobIdentifier":"other"}', 'another job'],
    ['more than 64 KiB', JSON.stringify({ status: 6, message: 'x'.repeat(65_536) }), tooLarge],
    [
      'more than 64 KiB of fewer characters',
      JSON.stringify({ status: 6, x: '€'.repeat(30_000) }),
      tooLarge,
    ],
  ];
  for (const [what, body, message] of bodies) {
    it(`of ${what} is a protocol failure, and the error message says why`, async () => {
      const failure = await failureOf(read(body));
      assert.deepEqual([failure.code, failure.final], ['protocol', false]);
      assert.include(failure.message, message);
    });
  }

  it('is not read beyond 64 KiB', async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled++;
        controller.enqueue(new Uint8Array(16 * 1024).fill(32));
      },
    });
    assert.equal((await failureOf(read(endless))).code, 'protocol');
    assert.isAtMost(pulled, 7);
  });

  it('may contain characters that are split between chunks, and a byte order mark', async () => {
    const bytes = new TextEncoder().encode('\ufeff{"status":7,"message":"trödelt"}');
    const chunks = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    assert.equal((await read(chunks)).message, 'trödelt');
  });

  it('with status 401 is an error that says so if the licence was not sent', async () => {
    const plain = statusRequest({ server: 'http://server', token: 'job', license }, {});
    assert.include(
      (await failureOf(read(null, { status: 401 }, plain))).message,
      'not sent, because `server` uses plain http',
    );
  });

  const waits: [header: string | undefined, ms: number][] = [
    [undefined, 0],
    ['', 0],
    ['7', 7000],
    [' 7 ', 7000],
    ['0', 0],
    ['301', 300_000],
    ['9'.repeat(400), 300_000],
    ['Thu, 01 Jan 2026 00:00:09 GMT', 9000],
    ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
    ['Fri, 02 Jan 2026 00:00:00 GMT', 300_000],
    ['-5', 0],
    ['soon', 0],
  ];
  for (const [header, ms] of waits) {
    it(`with Retry-After ${header?.slice(0, 40)} delays the next request by ${ms} ms`, () => {
      const headers: HeadersInit = header === undefined ? {} : { 'Retry-After': header };
      assert.equal(retryAfterOf(new Response(null, { headers }), date), ms);
    });
  }
});

describe('a duration', () => {
  const durations: [unknown, number | undefined][] = [
    [1500, 1500],
    ['1500', 1500],
    [' 1500 ', 1500],
    ['1e3', 1000],
    [0, undefined],
    [-1, undefined],
    ['soon', undefined],
    ['', undefined],
    [null, undefined],
    [NaN, undefined],
    [Infinity, undefined],
    [{}, undefined],
    [true, undefined],
  ];
  for (const [value, expected] of durations) {
    it(`of ${JSON.stringify(value)} is read as ${expected}`, () => {
      assert.equal(durationOf(value), expected);
    });
  }
});
