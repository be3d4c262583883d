import cors from 'cors';
import express from 'express';
import { listen } from '../listen.mjs';
import { controlApi } from './control-api.mjs';
import { Jobs } from './jobs.mjs';
import { RequestLog } from './request-log.mjs';
import { serviceApi } from './service-api.mjs';

export { demoLicense } from './license.mjs';

const allowedHeaders = [
  'Origin',
  'X-Requested-With',
  'Content-Type',
  'Accept',
  'Authorization',
  'X-Meadroid-Path',
];

/**
 * @typedef {object} SimulatorOptions
 * @property {number} [port] 0, the default: any free one
 * @property {string} [host]
 * @property {number} [maxAge] seconds for which browsers may remember a CORS preflight
 * @property {string[]} [exposeHeaders] headers that CORS lets pages read
 * @property {number} [speed] of printing: 10 is ten times as fast
 *
 * @typedef {object} Simulator
 * @property {string} address
 * @property {number} port
 * @property {() => Promise<void>} close
 */

/**
 * Starts a ScriptX.Services that prints nothing, but answers as if it did.
 *
 * @param {SimulatorOptions} [options]
 * @returns {Promise<Simulator>}
 */
export async function startSimulator(options = {}) {
  const { port = 0, host = '127.0.0.1', speed = 1 } = options;
  const closing = new AbortController();
  const listening = await listen(createService(options, speed, closing.signal), port, host);
  const hostInUrl = host.includes(':') ? `[${host}]` : host;
  return {
    address: `http://${hostInUrl}:${listening.port}`,
    port: listening.port,
    close() {
      closing.abort();
      return listening.close();
    },
  };
}

/**
 * @param {SimulatorOptions} options
 * @param {number} speed
 * @param {AbortSignal} closing
 */
function createService({ maxAge, exposeHeaders }, speed, closing) {
  const jobs = new Jobs();
  const log = new RequestLog();
  const app = express().disable('x-powered-by').disable('etag');

  app.use((_request, response, next) => {
    // A browser asks again by itself when a connection breaks that has served before, and so one
    // fault would meet two questions.
    response.set('Connection', 'close');
    response.set('Cache-Control', 'no-store');
    response.set('Access-Control-Allow-Private-Network', 'true');
    next();
  });
  app.use(log.record);
  app.use(cors({ origin: '*', allowedHeaders, maxAge, exposedHeaders: exposeHeaders }));
  app.use(express.json({ limit: '5mb' }));
  app.use('/api', serviceApi({ jobs, speed, closing }));
  app.use('/simulator', controlApi(jobs, log));
  app.use((_request, response) => void response.status(404).json('Not found'));
  app.use(answerError);
  return app;
}

/**
 * @param {{ name?: string, status?: number, message?: string }} error
 * @param {import('express').Request} _request
 * @param {import('express').Response} response
 * @param {import('express').NextFunction} next
 */
function answerError(error, _request, response, next) {
  const { name, status = 500, message } = error;
  const isClosing = name === 'AbortError';
  if (isClosing) return;
  if (response.headersSent) {
    next(error);
    return;
  }
  if (status >= 500) console.error(error);
  response.status(status).json(message);
}
