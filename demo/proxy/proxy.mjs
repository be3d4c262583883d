import { createServer, request } from 'node:http';

const { SERVICE = 'http://127.0.0.1:41191', LICENSE = '', PORT = '8080' } = process.env;
const ofJobs = /^\/print(\/api\/v1\/print(?:Pdf|Html)\/status\/[^/?]+)$/;

createServer((question, answer) => {
  const [, path] = ofJobs.exec(question.url ?? '') ?? [];
  if (!path || question.method !== 'GET') {
    answer.writeHead(404).end();
    return;
  }
  const headers = {
    accept: 'application/json',
    ...(LICENSE && { authorization: `Basic ${btoa(`${LICENSE}:`)}` }),
  };
  request(SERVICE + path, { headers }, (reply) => {
    answer.writeHead(reply.statusCode ?? 502, reply.headers);
    reply.pipe(answer);
  })
    .on('error', () => answer.writeHead(502).end())
    .end();
}).listen(Number(PORT), '127.0.0.1');
