import { JobStatusError } from './job-status-error.js';
import type { JobStatus } from './job-status.js';
import type { StatusRequest } from './status-request.js';

/** The error for an unusable `server` or `token`. */
export function addressError(message: string): JobStatusError {
  return new JobStatusError('address', message);
}

/** The error for a response that is not a job status. */
export function protocolError(message: string, cause?: unknown): JobStatusError {
  return new JobStatusError('protocol', message, { final: false, cause });
}

/** The error for a request without a response, or without all of it. */
export function noResponseError({ url }: StatusRequest, cause?: unknown): JobStatusError {
  const message =
    `No response from ${url}. Check that the service is running, that it allows this origin (CORS), ` +
    "and that the page's Content-Security-Policy allows the connection.";
  return new JobStatusError('unreachable', message, { final: false, cause });
}

/** The error for a response with an HTTP status other than 2xx. */
export function httpError(status: number, { license }: StatusRequest): JobStatusError {
  if (status < 400) {
    return protocolError('The service redirected the request, which is not followed.');
  }
  if (status === 404 || status === 410) {
    const message = `The service no longer knows this job (${status}). It may be finished. If not, check \`server\`, \`token\` and \`api\`.`;
    // 404 becomes final only after some time, because the job may have been sent just now.
    return new JobStatusError('unknown-job', message, { final: status === 410 });
  }
  if (status === 401 || status === 402 || status === 403) {
    return new JobStatusError('unauthorized', unauthorizedMessage(status, license));
  }
  if (status >= 500 || status === 408 || status === 425 || status === 429) {
    const message = `The service responded with status ${status}. Polling continues.`;
    return new JobStatusError('unreachable', message, { final: false });
  }
  const message = `The service rejected the request (${status}). Check \`server\`, \`token\` and \`api\`.`;
  return new JobStatusError('rejected', message);
}

function unauthorizedMessage(status: number, license: string | null): string {
  const refused = `The service refused the request (${status}).`;
  if (license === null) {
    return `${refused} The licence was not sent, because \`server\` uses plain http. Use https.`;
  }
  if (license === '') return `${refused} No licence was sent. Does the service need \`license\`?`;
  return `${refused} Check \`license\`, and that it is valid for this site.`;
}

/** The error for a job that failed or was cancelled. */
export function jobFailedError(jobStatus: JobStatus): JobStatusError {
  const { message, name, outcome } = jobStatus;
  const code = outcome === 'abandoned' ? 'abandoned' : 'failed';
  const end = `The job ${code === 'failed' ? 'failed' : 'was cancelled'} (${name})`;
  return new JobStatusError(code, message ? `${end}: ${message}` : `${end}.`, { jobStatus });
}

/** The error for a job that has not ended in time. */
export function timeoutError(timeout: number, jobStatus: JobStatus | null): JobStatusError {
  const message = `The job did not end within the \`timeout\` of ${timeout} ms. It may still end.`;
  return new JobStatusError('timeout', message, { jobStatus });
}

/** Why a browser does not let a page connect to a service. */
export type BlockedReason = 'denied' | 'frame' | 'insecure-page' | 'mixed-content';

/** The error for a request that the browser blocks. Only a denied permission can be granted later. */
export function blockedError(reason: BlockedReason): JobStatusError {
  return new JobStatusError('blocked', blockedMessages[reason], { final: reason !== 'denied' });
}

const blockedMessages: Readonly<Record<BlockedReason, string>> = {
  denied:
    'The browser does not let this page reach local addresses. Its user can allow that in the ' +
    'site settings; polling then resumes.',
  frame:
    'This frame may not reach local addresses. Its `<iframe>` needs ' +
    'allow="loopback-network; local-network; local-network-access".',
  'insecure-page':
    'The browser lets only pages on https reach local addresses. Use https for this page.',
  'mixed-content':
    'The browser does not let a page on https reach a service on plain http. Use https.',
};

/** The error for a print that MeadCo's client no longer follows, without having named its job. */
export function unnamedJobError(jobStatus: JobStatus | null): JobStatusError {
  const message =
    "MeadCo's client gave up the print, and its queue names no job to poll. The print may be finished.";
  return new JobStatusError('unknown-job', message, { jobStatus });
}
