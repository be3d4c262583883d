import { type Context, Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { authorize } from './authorization.js';
import { demoLicense } from './demo-license.js';
import { applyFailure } from './failure.js';
import { type Api, Job } from './job.js';
import { readJson } from './json.js';
import { parsePrintRequest } from './print-request.js';
import { firstSteps, print } from './printing.js';
import type { ServiceState } from './service-state.js';
import { isFinal, JobStatus, PrintStatus } from './statuses.js';
import { newToken } from './token.js';

/** The routes of `printPdf` or `printHtml`. */
export function printApi(api: Api, state: ServiceState): Hono {
  const { product, jobs, outputs, closing } = state;
  const routes = new Hono();

  routes.post('/print', async (context) => {
    authorize(context, product, demoLicense);
    const { printer, load } = parsePrintRequest(api, await readJson(context.req), product.printers);
    const steps = firstSteps(printer, state);
    const job = new Job({ token: newToken(), api, license: demoLicense, steps });
    jobs.add(job);
    void print(job, load(closing), printer, state);
    const queued = printer.toFile ? PrintStatus.QueuedToFile : PrintStatus.QueuedToDevice;
    const status = printer.isInstant ? PrintStatus.Ok : queued;
    return context.json({ jobIdentifier: job.token, status, message: '' }, 202);
  });

  routes.get('/status/:token', async (context) => {
    const job = jobFor(context, context.req.param('token'));
    const respond = () => {
      const jobStatus = job.takeStatus();
      jobs.reported(job, jobStatus.status);
      return context.json(jobStatus, api === 'printPdf' ? 202 : 200);
    };
    const failure = job.takeFailure();
    const response = failure && (await applyFailure(failure, context, respond, closing));
    return response ?? respond();
  });

  if (api === 'printHtml' && product.cancelsJobs) {
    routes.put('/canceljob/:token', (context) => {
      const job = jobFor(context, context.req.param('token'));
      if (!isFinal(job.step.status) && !job.hasPrinted) {
        job.replaceSteps([{ status: JobStatus.Abandoned, message: 'The job was cancelled' }]);
      }
      const { status, message } = job.step;
      return context.json({ status, message, jobIdentifier: job.token });
    });
  }

  // This requires no licence, because MeadCo's client opens the address in the window.
  routes.get('/download/:token/:fileName?', (context) => {
    const { token, fileName = 'print.pdf' } = context.req.param();
    const pdf = outputs.find(token, api);
    if (!pdf) throw new HTTPException(404, { message: 'Job not found' });
    return context.body(pdf, 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="${fileName.replaceAll(/[^\w. -]/g, '_')}"`,
    });
  });

  function jobFor(context: Context, token: string): Job {
    const job = jobs.find(token, api);
    authorize(context, product, job ? job.license : demoLicense);
    if (!job) throw new HTTPException(404, { message: 'Job not found' });
    return job;
  }

  return routes;
}
