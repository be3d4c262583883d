// With a bundler: 'scriptx-job-status/watch-job.js'
import { watchJob } from './scriptx-job-status/watch-job.js';

const { server, token } = document.body.dataset;
const output = document.querySelector('output');
const controller = new AbortController();
document.querySelector('button').addEventListener('click', () => controller.abort());

try {
  const job = watchJob({
    server,
    token,
    timeout: 10 * 60_000,
    signal: controller.signal,
    onError: ({ code }) => (output.value = `No status at present: ${code}`),
  });
  for await (const { state, message } of job) output.value = `${state} ${message}`;
} catch (error) {
  if (error.name === 'JobStatusError') output.value = `${error.code}: ${error.message}`;
  else output.value = 'Stopped';
}
