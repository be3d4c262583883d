import { setTimeout as pause } from 'node:timers/promises';

/** @typedef {import('express').Response} Response */

/**
 * Something that goes wrong with a question. `delay` goes with any of the others, and alone it is
 * followed by the usual answer.
 *
 * @typedef {object} Fault
 * @property {number} [delay] milliseconds before anything else happens
 * @property {number} [http] an answer with this status, and `headers` and `body`
 * @property {Record<string, string>} [headers]
 * @property {unknown} [body] sent as it is when a string, else as JSON
 * @property {boolean} [reset] the connection breaks
 * @property {boolean} [cut] the connection breaks in the middle of the answer
 * @property {boolean} [stall] nothing is ever answered
 * @property {string} [redirect] the answer is elsewhere
 */

/**
 * @param {Fault} fault
 * @param {Response} response
 * @param {() => object} usualAnswer
 * @param {AbortSignal} closing
 * @returns {Promise<boolean>} whether the question has had its answer, or the lack of it
 */
export async function goWrong(fault, response, usualAnswer, closing) {
  if (fault.delay) await pause(fault.delay, undefined, { signal: closing });
  if (fault.stall) return true;
  if (fault.reset) {
    response.socket?.destroy();
  } else if (fault.cut) {
    cutOff(response, JSON.stringify(usualAnswer()));
  } else if (fault.redirect) {
    response.redirect(fault.redirect);
  } else if (fault.http) {
    const { http, headers = {}, body = '' } = fault;
    response.status(http).type('json').set(headers);
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  } else {
    return false;
  }
  return true;
}

/**
 * @param {Response} response
 * @param {string} body
 */
function cutOff(response, body) {
  response.type('json').set('Content-Length', String(Buffer.byteLength(body)));
  response.write(body.slice(0, body.length / 2), () => response.socket?.destroy());
}
