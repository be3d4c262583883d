// SERVICE=http://127.0.0.1:41191 LICENSE=… node watch.mjs 8c72a9871ba64c4ba507b4392c1ce0b9
import { watchJob } from 'scriptx-job-status/watch-job.js';

const { SERVICE = 'http://127.0.0.1:41191', LICENSE } = process.env;
const [token = ''] = process.argv.slice(2);

try {
  const job = watchJob({
    server: SERVICE,
    token,
    license: LICENSE,
    timeout: 10 * 60_000,
    onError: ({ message }) => console.warn(message),
  });
  for await (const { state, message } of job) console.log(state, message);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
