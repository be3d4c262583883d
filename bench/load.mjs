import { adaptivePause } from '../dist/watching/pace.js';

/** Questions that one page puts in a minute about a job that has been queued for a minute. */
function questionsAMinute() {
  return 60_000 / adaptivePause('queued', 60_000, 0.5);
}

/**
 * What a service is asked when so many pages each watch one queued job with a licence.
 *
 * @param {(rows: (string | number)[][]) => string} table
 */
export function loadTable(table) {
  const own = questionsAMinute();
  const rows = [1, 10, 100, 1_000, 10_000].map((pages) => [
    pages.toLocaleString('en-GB'),
    // A question each second, and a preflight with each that comes more than 5 s after the last.
    ((pages * (60 + 10)) / 60).toFixed(1),
    // Each question comes more than 5 s after the last, and so brings a preflight.
    ((pages * own * 2) / 60).toFixed(1),
    (pages * 2 * (1 / 60)).toFixed(1),
  ]);
  return (
    `One queued job a page, with a licence, after a minute: ${own.toFixed(2)} questions a minute, each with a\n` +
    'preflight, so that N pages make N × ' +
    `${own.toFixed(2)} × 2 ÷ 60 requests a second. MeadCo's client puts 60 questions and 10 preflights. A hidden page\n` +
    'puts one question a minute.\n\n' +
    table([
      ['pages', "MeadCo's client", 'scriptx-job-status', 'the same, hidden'],
      ...rows.map(([pages = '', ...loads]) => [
        pages,
        ...loads.map((load) => `${load} requests a second`),
      ]),
    ])
  );
}
