import { assert, waitUntil } from '@open-wc/testing';
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
