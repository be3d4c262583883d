import { randomUUID } from 'node:crypto';
import { Router } from 'express';
import { fetchHtml, fetchPdf, readHtml } from './document.mjs';
import { goWrong } from './faults.mjs';
import { Job } from './job.mjs';
import { demoLicense, isLicensed } from './license.mjs';
import { findPrinter } from './printers.mjs';
import { print, untilDownloaded } from './printing.mjs';
import { isFinal, JobStatus, PrintAnswer } from './statuses.mjs';

/** @typedef {import('./job.mjs').Api} Api */
/** @typedef {import('./printing.mjs').PrintDocument} PrintDocument */

/**
 * What all parts of the simulator work with.
 *
 * @typedef {object} Workings
 * @property {import('./jobs.mjs').Jobs} jobs
 * @property {number} speed
 * @property {AbortSignal} closing
 */

/** What `ContentType` of a request to print HTML says when `Content` is an address. */
const contentIsUrl = 1;

/** Why a request to print is turned down. */
class BadRequest extends Error {
  status = 400;
}

/**
 * One of the twins that print.
 *
 * @param {Api} api
 * @param {Workings} workings
 * @returns {Router}
 */
export function printApi(api, { jobs, speed, closing }) {
  const router = Router();

  router.post('/print', (request, response) => {
    if (!isLicensed(request, demoLicense)) {
      response.status(401).json('The license is not valid');
      return;
    }
    const { body } = request;
    const printer = findPrinter(body?.Device?.printerName);
    if (!printer) throw new BadRequest('There is no such printer');
    const coming = api === 'printPdf' ? pdfOf(body, closing) : htmlOf(body, closing);
    const job = new Job({
      token: randomUUID(),
      api,
      license: demoLicense,
      steps: untilDownloaded(printer, speed),
    });
    jobs.add(job);
    void print(job, coming, printer, speed);
    response.status(202).json({
      jobIdentifier: job.token,
      status: printer.toFile ? PrintAnswer.QueuedToFile : PrintAnswer.QueuedToDevice,
      message: '',
    });
  });

  /**
   * @template {{ token: string }} Params
   * @param {import('express').Request<Params>} request
   * @param {import('express').Response} response
   * @returns {Job | undefined} undefined when the request has been turned down
   */
  function jobOf(request, response) {
    const job = jobs.find(request.params.token, api);
    if (!isLicensed(request, job ? job.license : demoLicense)) {
      response.status(401).json('The license is not valid');
      return undefined;
    }
    if (!job) response.status(404).json('Job not found');
    return job;
  }

  router.get('/status/:token', async (request, response) => {
    const job = jobOf(request, response);
    if (!job) return;
    const fault = job.takeFault();
    if (fault && (await goWrong(fault, response, () => job.answer(), closing))) return;
    const answer = job.answer();
    response.status(isFinal(answer.status) ? 200 : 202).json(answer);
    jobs.told(job, answer.status);
  });

  router.put('/canceljob/:token', (request, response) => {
    const job = jobOf(request, response);
    if (!job) return;
    if (!isFinal(job.step.status)) {
      job.turnTo([{ status: JobStatus.Abandoned, message: 'The job has been cancelled' }]);
    }
    const { status, message } = job.step;
    response.json({ status, message, jobIdentifier: job.token });
  });

  // Without a licence: the vendor's client opens this address in the window.
  router.get('/download/:token{/:fileName}', (request, response) => {
    const job = jobs.find(request.params.token, api);
    if (!job?.output || job.step.status !== JobStatus.Completed) {
      response.status(404).json('Job not found');
      return;
    }
    response.attachment(request.params.fileName ?? 'print.pdf').type('pdf');
    response.end(job.output);
  });

  return router;
}

/**
 * @param {{ Document?: unknown } | undefined} body
 * @param {AbortSignal} closing
 * @returns {Promise<PrintDocument>}
 */
function pdfOf(body, closing) {
  return fetchPdf(addressFrom(body?.Document, 'Document'), closing);
}

/**
 * @param {{ Content?: unknown, ContentType?: unknown } | undefined} body
 * @param {AbortSignal} closing
 * @returns {Promise<PrintDocument>}
 */
function htmlOf(body, closing) {
  if (body?.ContentType === contentIsUrl) {
    return fetchHtml(addressFrom(body.Content, 'Content'), closing);
  }
  if (typeof body?.Content === 'string' && body.Content) {
    return Promise.resolve(readHtml(Buffer.from(body.Content)));
  }
  throw new BadRequest('Content is missing');
}

/**
 * @param {unknown} value
 * @param {string} name
 * @returns {string}
 */
function addressFrom(value, name) {
  if (typeof value !== 'string' || !value) throw new BadRequest(`${name} is missing`);
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) {
    throw new BadRequest(`${name} must be an http or https address`);
  }
  return value;
}
