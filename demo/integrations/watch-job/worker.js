// With a bundler: 'scriptx-job-status/watch-job.js'
import { watchJob } from './scriptx-job-status/watch-job.js';

addEventListener('message', async ({ data: { server, token } }) => {
  try {
    for await (const jobStatus of watchJob({ server, token })) postMessage(jobStatus);
  } catch ({ code, message }) {
    postMessage({ code, message });
  }
});
