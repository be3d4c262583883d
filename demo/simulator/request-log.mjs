/**
 * @typedef {object} LoggedRequest
 * @property {string} method
 * @property {string} url
 * @property {number} at milliseconds since 1970
 * @property {string | undefined} origin
 * @property {import('node:http').IncomingHttpHeaders} headers
 */

const namedToken = /^\/api\/v1\/print(?:pdf|html)\/(?:status|download|canceljob)\/([^/]+)/i;
const mostTokens = 1000;
const mostRequests = 1000;

/** Every request that named a job, preflights included: also jobs that the service does not know. */
export class RequestLog {
  /** @type {Map<string, LoggedRequest[]>} */
  #requests = new Map();

  /**
   * @param {import('express').Request} request
   * @param {import('express').Response} _response
   * @param {import('express').NextFunction} next
   */
  record = ({ method, url, path, headers }, _response, next) => {
    const segment = namedToken.exec(path)?.[1];
    if (segment) {
      const token = decoded(segment);
      const requests = this.of(token);
      requests.push({ method, url, at: Date.now(), origin: headers.origin, headers });
      this.#requests.delete(token);
      this.#requests.set(token, requests.slice(-mostRequests));
      const [oldest] = this.#requests.keys();
      if (this.#requests.size > mostTokens && oldest) this.#requests.delete(oldest);
    }
    next();
  };

  /**
   * @param {string} token
   * @returns {LoggedRequest[]}
   */
  of(token) {
    return this.#requests.get(token) ?? [];
  }
}

/** @param {string} segment may be malformed, which the router will find out */
function decoded(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
