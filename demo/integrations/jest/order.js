import 'scriptx-job-status';

/** Shows the print job of an order, and its outcome. */
export function showOrder(container, token) {
  const heading = document.createElement('h1');
  heading.textContent = 'Your invoice';
  const badge = document.createElement('scriptx-job-status');
  badge.server = 'http://127.0.0.1:41191';
  badge.token = token;
  badge.addEventListener('job-complete', () => {
    heading.textContent = 'Your invoice is at the printer';
  });
  badge.addEventListener('job-failed', ({ detail }) => {
    heading.textContent = `Not printed: ${detail.message}`;
  });
  container.replaceChildren(heading, badge);
  return badge;
}
