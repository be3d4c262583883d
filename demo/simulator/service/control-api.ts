import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { demoLicense } from './demo-license.js';
import type { Failure } from './failure.js';
import { Job, type Step } from './job.js';
import { readJson } from './json.js';
import type { ServiceState } from './service-state.js';
import { newToken } from './token.js';

/** The body of a request to add a job. */
interface JobPlan {
  readonly token?: string | number;
  readonly api?: string;
  readonly license?: string | null;
  readonly steps?: unknown;
  readonly answers?: readonly (Failure | null)[];
}

/** The routes with which tests control jobs, and read the requests that the service received. */
export function controlApi({ jobs, log }: ServiceState): Hono {
  const routes = new Hono();

  routes.get('/requests', (context) => context.json(log.all));

  routes.post('/jobs', async (context) => {
    const plan = (await readJson(context.req)) as JobPlan;
    const { token = newToken(), api = 'printPdf', license = demoLicense, answers = [] } = plan;
    if (api !== 'printPdf' && api !== 'printHtml') {
      throw new HTTPException(400, { message: 'api must be printPdf or printHtml' });
    }
    const steps = stepsIn(plan);
    jobs.add(new Job({ token: String(token), api, license, steps, failures: answers }));
    return context.json({ token }, 201);
  });

  routes.put('/jobs/:token', async (context) => {
    const job = jobs.find(context.req.param('token'));
    if (!job) throw new HTTPException(404, { message: 'Job not found' });
    job.replaceSteps(stepsIn((await readJson(context.req)) as JobPlan));
    return context.body(null, 204);
  });

  routes.delete('/jobs/:token', (context) => {
    if (jobs.forget(context.req.param('token'))) return context.body(null, 204);
    throw new HTTPException(404, { message: 'Job not found' });
  });

  routes.get('/jobs/:token/log', (context) => context.json(log.of(context.req.param('token'))));

  return routes;
}

function stepsIn({ steps }: JobPlan): readonly Step[] {
  if (Array.isArray(steps) && steps.length > 0) return steps as Step[];
  throw new HTTPException(400, { message: 'steps must be a list of at least one step' });
}
