import { assert, waitUntil } from '@open-wc/testing';
import '../../src/index.js';
import { platform, replacePlatform } from '../../src/polling/platform.js';
import {
  clock,
  newToken,
  page,
  server,
  service,
  show,
  useDrivenPage,
} from './support/driven-page.js';
import { inShort } from './support/pages.js';
import { badgeOf, completes, moduleScript, openPage } from './support/plain-page.js';
import { simulator } from './support/services.js';
import { demoLicense, pollsOf, simulateJob } from './support/simulator.js';

/** The service forgets a PrintHtml job as soon as it has reported its end once. */
const api = 'printHtml';

/** A page, which is to others of its origin what a tab is. */
function openTab(token: string, script = ''): Promise<Window> {
  return openPage(
    `${script}${moduleScript}<scriptx-job-status server="${simulator}" token="${token}" api="${api}"
      license="${demoLicense}" interval="100"></scriptx-job-status>`,
  );
}

const withoutChannels = '<script>delete globalThis.BroadcastChannel</script>';
const withOtherChannels = '<script>globalThis.BroadcastChannel = {}</script>';

describe('a job that the service forgets once its end was read', () => {
  let channel: BroadcastChannel;
  let messages: { url: string; jobStatus?: object }[];

  beforeEach(() => {
    messages = [];
    channel = new BroadcastChannel('scriptx-job-status');
    channel.onmessage = ({ data }: MessageEvent<(typeof messages)[0]>) => messages.push(data);
  });

  afterEach(() => {
    channel.close();
  });

  it('ends as completed in each of two tabs', async () => {
    const token = await simulateJob({ api, steps: [{ status: 5, ms: 1000 }, { status: 6 }] });
    const tabs = await Promise.all([openTab(token), openTab(token)]);
    const badges = tabs.map((tab) => badgeOf(tab));
    const errors: string[] = [];
    for (const badge of badges) {
      badge.addEventListener('job-error', ({ detail }) => errors.push(detail.code));
    }
    await Promise.all(badges.map(completes));
    assert.deepEqual(errors, []);
  });

  it('is completed in a tab that opens later', async () => {
    const token = await simulateJob({ api, steps: [{ status: 6 }] });
    await completes(badgeOf(await openTab(token)));
    const polls = await pollsOf(token);
    await completes(badgeOf(await openTab(token)));
    assert.equal(await pollsOf(token), polls + 1);
  });

  it('is shared by its address and its final status alone, without the licence', async () => {
    const token = await simulateJob({ api, steps: [{ status: 5, ms: 300 }, { status: 6 }] });
    await completes(badgeOf(await openTab(token)));
    const url = `${simulator}/api/v1/${api}/status/${token}`;
    await waitUntil(() => messages.length > 0);
    assert.deepEqual(messages, [
      {
        url,
        jobStatus: {
          token,
          status: 6,
          name: 'Completed',
          state: 'completed',
          message: '',
          final: true,
          outcome: 'succeeded',
        },
      },
    ]);
  });

  it('is not ended by a message that is no final status', async () => {
    const token = await simulateJob({ api, steps: [{ status: 5, ms: 2000 }, { status: 6 }] });
    const badge = badgeOf(await openTab(token));
    await waitUntil(() => badge.state === 'printing');
    const url = `${simulator}/api/v1/${api}/status/${token}`;
    const ends = [null, 6, {}, { status: 'six' }, { status: 8, final: true }];
    const others = [null, 'text', {}, { url: {} }, { url: 'x', jobStatus: { status: 6 } }];
    for (const message of [...others, ...ends.map((jobStatus) => ({ url, jobStatus }))]) {
      channel.postMessage(message);
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(badge.state, 'printing');
    await completes(badge);
  });

  for (const [kind, script] of [
    ['are missing', withoutChannels],
    ['were overwritten by the page', withOtherChannels],
  ] as const) {
    it(`completes alone where channels ${kind}`, async () => {
      const token = await simulateJob({ api, steps: [{ status: 5, ms: 300 }, { status: 6 }] });
      await completes(badgeOf(await openTab(token, script)));
    });
  }
});

/** A channel to other tabs, which the test plays. */
class Channel {
  static readonly open = new Set<Channel>();
  onmessage: ((event: { data: unknown }) => void) | undefined;

  constructor() {
    Channel.open.add(this);
  }

  postMessage(): void {
    // No other tab is interested.
  }

  close(): void {
    Channel.open.delete(this);
  }

  /** Another tab says how a job ended. */
  static tell(token: string, jobStatus: object = { token, status: 6, message: '' }): void {
    const url = `${server}/api/v1/printPdf/status/${token}`;
    for (const channel of Channel.open) channel.onmessage?.({ data: { url, jobStatus } });
  }
}

/** What Firefox does where a site may store nothing. */
function refuse(): never {
  throw new DOMException('The operation is insecure.', 'SecurityError');
}

describe('ends that tabs share', () => {
  useDrivenPage();

  /** Puts another class in the place of the browser's. */
  function useChannels(value: unknown): void {
    replacePlatform(Object.create(platform(), { BroadcastChannel: { value } }) as never);
  }

  beforeEach(() => {
    useChannels(Channel);
  });

  afterEach(async () => {
    page.replaceChildren();
    await clock.pass(20_000);
  });

  it('do not end a job that the element polls by a function of its own', async () => {
    const token = newToken();
    const [element] = show({ token: '' });
    service.react(8);
    element.fetch = (url, init) => service.fetch(url, init);
    element.token = token;
    await clock.pass(10);
    assert.equal(element.state, 'printing');
    Channel.tell(token);
    await clock.pass(10);
    assert.equal(element.state, 'printing');
  });

  it('do not replace ends that this page has seen', async () => {
    const token = newToken();
    service.react(6);
    const [element] = show({ token });
    await clock.pass(10);
    assert.equal(element.state, 'completed');
    for (let jobs = 0; jobs < 1100; jobs++) Channel.tell(`job of another tab ${jobs}`);
    element.remove();
    service.react({ http: 404 });
    const [again, events] = show({ token });
    await clock.pass(10_000);
    assert.deepEqual(inShort(events), ['completed', 'complete']);
    assert.equal(again.state, 'completed');
  });

  it('leave no timer', async () => {
    const token = newToken();
    const [element] = show({ token, announce: 'off' });
    service.react(8, { http: 404 });
    await clock.pass(850);
    Channel.tell(token);
    await clock.pass(10);
    assert.equal(element.state, 'completed');
    assert.equal(clock.timers, 0);
  });

  it('are requested after a 404, whose request is not aborted', async () => {
    const token = newToken();
    const [element] = show({ token });
    service.react(8, { http: 404 });
    await clock.pass(850);
    assert.lengthOf(service.times, 2);
    element.remove();
    await clock.pass(10);
    assert.equal(service.requests[1]?.init.signal?.aborted, false);
  });

  it('do not end the job if they are about another one', async () => {
    const token = newToken();
    service.react(8);
    const [element] = show({ token });
    await clock.pass(10);
    Channel.tell(token, { token: 'another job', status: 6, message: '' });
    await clock.pass(10);
    assert.equal(element.jobStatus?.token, token);
  });

  it('are not expected where the browser refuses channels, which is no exception', async () => {
    useChannels(refuse);
    const { reportError } = globalThis;
    const reported: unknown[] = [];
    globalThis.reportError = (error) => reported.push(error);
    try {
      service.react(8, { http: 404 });
      const [element] = show();
      await clock.pass(10_000);
      assert.deepEqual(reported, []);
      assert.equal(element.state, 'lost');
    } finally {
      globalThis.reportError = reportError;
    }
  });
});
