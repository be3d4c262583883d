/**
 * A question that was put to a service.
 *
 * @typedef {{ at: number, url: string }} Question
 */

/** The most of these times that are less than a second apart. @param {number[]} times */
export function mostASecond(times) {
  let first = 0;
  return times.reduce((most, time, index) => {
    while (time - (times[first] ?? 0) >= 1000) first++;
    return Math.max(most, index - first + 1);
  }, 0);
}

/** Those questions that are not the first about their job. @param {Question[]} questions */
export function laterOnes(questions) {
  const known = new Set();
  return questions.filter(({ url }) => known.has(url) || !known.add(url));
}
