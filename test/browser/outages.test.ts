import { assert } from '@open-wc/testing';
import '../../src/index.js';
import type { ScriptxJobStatus } from '../../src/index.js';
import { clock, page, service, useDrivenPage } from './support/driven-page.js';
import { badge, eventsOf, inShort, type JobEvent, wordsOf } from './support/pages.js';

let lastToken = 0;

function show(attributes: Record<string, string> = {}): [ScriptxJobStatus, JobEvent[]] {
  const server = 'https://outages.example';
  const element = badge({ server, token: `outage-${++lastToken}`, ...attributes });
  const events = eventsOf(element);
  page.append(element);
  return [element, events];
}

useDrivenPage();

describe('an outage of a service', () => {
  const html = { http: 200, body: '<!doctype html>' };

  it('of another kind is reported after three such failures', async () => {
    service.react({ http: 503 }, { http: 503 }, { http: 503 }, { http: 503 }, html);
    const [element, events] = show();
    await clock.pass(300_000);
    assert.deepEqual(inShort(events), ['error unreachable', 'error protocol']);
    assert.equal(element.error?.code, 'protocol');
  });

  it('of one kind is reported once, though another comes in between', async () => {
    service.react({ http: 503 }, { http: 503 }, { http: 503 }, html, { http: 503 }, html, html, {
      http: 503,
    });
    const [, events] = show();
    await clock.pass(300_000);
    assert.deepEqual(inShort(events), ['error unreachable']);
  });

  it('is reported again after a job status', async () => {
    service.react(new TypeError());
    const [element, events] = show();
    await clock.pass(10_000);
    service.react(8);
    await clock.pass(30_000);
    assert.equal(element.state, 'printing');
    service.react(new TypeError());
    await clock.pass(30_000);
    assert.deepEqual(inShort(events), ['error unreachable', 'printing', 'error unreachable']);
  });
});

describe('a job that the service does not know yet', () => {
  it('has its 5 s of polling although its element was suspended meanwhile', async () => {
    service.react({ http: 404 });
    const [element, events] = show();
    await clock.pass(1_000);
    element.suspended = true;
    await clock.pass(10_000);
    element.suspended = false;
    await clock.pass(3_800);
    assert.isEmpty(inShort(events));
    assert.equal(element.state, 'connecting');
    await clock.pass(2_000);
    assert.deepEqual(inShort(events), ['error unknown-job']);
  });

  it('is not lost while its element is suspended', async () => {
    service.react({ http: 404 });
    const [element, events] = show();
    await clock.pass(1_000);
    element.suspended = true;
    await clock.pass(60_000);
    assert.isEmpty(inShort(events));
  });
});

describe('an element that is refreshed after it has lost its job', () => {
  it('shows that it checks, and not the last status, until there is a response', async () => {
    const [element, events] = show();
    await clock.pass(0);
    service.react({ http: 410 });
    await clock.pass(1_000);
    assert.equal(element.state, 'lost');
    service.react(8);
    service.latency = 1_000;
    element.refresh();
    await clock.pass(500);
    assert.equal(element.state, 'connecting');
    assert.notInclude(wordsOf(element), 'queue');
    await clock.pass(1_000);
    assert.deepEqual(inShort(events), ['queued', 'error unknown-job', 'printing']);
  });
});
