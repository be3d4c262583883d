import { showOrder } from './order.js';

/** A service that sends these job statuses, the last one again and again. */
function service(...responses) {
  return jest.fn(async () => {
    const body = responses.length > 1 ? responses.shift() : responses[0];
    return { ok: true, status: 200, json: async () => body };
  });
}

beforeEach(() => jest.useFakeTimers());

afterEach(() => {
  // Badges that are not in the page send no requests.
  document.body.replaceChildren();
  jest.useRealTimers();
});

test('shows when the invoice is at the printer', async () => {
  const badge = showOrder(document.body, 'job-1');
  badge.fetch = service({ status: 1 }, { status: 5 }, { status: 6 });

  await jest.advanceTimersByTimeAsync(100);
  expect(badge.state).toBe('queued');
  expect(document.querySelector('h1').textContent).toBe('Your invoice');

  await jest.advanceTimersByTimeAsync(60_000);
  expect(badge.state).toBe('completed');
  expect(document.querySelector('h1').textContent).toBe('Your invoice is at the printer');
  expect(badge.fetch).toHaveBeenCalledTimes(3);
});

test('shows why the invoice was not printed', async () => {
  const badge = showOrder(document.body, 'job-2');
  badge.fetch = service({ status: -1, message: 'Out of paper' });

  await jest.advanceTimersByTimeAsync(100);
  await expect(badge.finished).rejects.toMatchObject({ code: 'failed' });
  expect(document.querySelector('h1').textContent).toBe('Not printed: Out of paper');
});
