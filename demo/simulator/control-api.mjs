import { randomUUID } from 'node:crypto';
import { Router } from 'express';
import { Job } from './job.mjs';
import { demoLicense } from './license.mjs';

/**
 * The side that tests pull the strings on: jobs that do as they are told.
 *
 * @param {import('./jobs.mjs').Jobs} jobs
 * @param {import('./request-log.mjs').RequestLog} log
 * @returns {Router}
 */
export function controlApi(jobs, log) {
  const router = Router();

  router.post('/jobs', (request, response) => {
    const { body = {} } = request;
    const { token = randomUUID(), api = 'printPdf', license = demoLicense, answers } = body;
    if (api !== 'printPdf' && api !== 'printHtml') {
      response.status(400).json('api must be printPdf or printHtml');
      return;
    }
    const steps = stepsOf(body);
    if (!steps) {
      response.status(400).json('steps must be a list of at least one step');
      return;
    }
    jobs.add(new Job({ token: String(token), api, license, steps, faults: answers }));
    response.status(201).json({ token });
  });

  router.put('/jobs/:token', (request, response) => {
    const job = jobs.find(request.params.token);
    const steps = stepsOf(request.body);
    if (!job) {
      response.status(404).json('Job not found');
    } else if (!steps) {
      response.status(400).json('steps must be a list of at least one step');
    } else {
      job.turnTo(steps);
      response.sendStatus(204);
    }
  });

  router.delete('/jobs/:token', (request, response) => {
    if (jobs.forget(request.params.token)) response.sendStatus(204);
    else response.status(404).json('Job not found');
  });

  router.get('/jobs/:token/log', (request, response) => {
    response.json(log.of(request.params.token));
  });

  return router;
}

/**
 * @param {{ steps?: unknown } | undefined} body
 * @returns {import('./job.mjs').Step[] | undefined}
 */
function stepsOf(body) {
  const steps = body?.steps;
  return Array.isArray(steps) && steps.length > 0 ? steps : undefined;
}
