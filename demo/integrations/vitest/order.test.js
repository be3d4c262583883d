import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { showOrder } from './order.js';

const status = 'http://127.0.0.1:41191/api/v1/printPdf/status/:token';
const server = setupServer();

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  // Badges that are not in the page send no requests.
  document.body.replaceChildren();
  server.resetHandlers();
});
afterAll(() => server.close());

test('shows when the invoice is at the printer', async () => {
  const responses = [{ status: 1 }, { status: 5 }, { status: 6 }];
  server.use(http.get(status, () => HttpResponse.json(responses.shift())));
  const badge = showOrder(document.body, 'job-1');
  badge.interval = 100;

  await badge.finished;
  expect(document.querySelector('h1').textContent).toBe('Your invoice is at the printer');
});

test('shows why the invoice was not printed', async () => {
  const failure = { status: -1, message: 'Out of paper' };
  server.use(http.get(status, () => HttpResponse.json(failure)));
  const badge = showOrder(document.body, 'job-2');

  await expect(badge.finished).rejects.toMatchObject({ code: 'failed' });
  expect(document.querySelector('h1').textContent).toBe('Not printed: Out of paper');
});

test('shows an outage of the service', async () => {
  vi.useFakeTimers();
  server.use(http.get(status, () => HttpResponse.error()));
  const badge = showOrder(document.body, 'job-3');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(badge.error).toMatchObject({ code: 'unreachable', final: false });
  vi.useRealTimers();
});
