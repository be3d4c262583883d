import { createServer } from 'node:http';

const { SERVICE = 'http://127.0.0.1:41191', LICENSE = '', PORT = '8080' } = process.env;
const status = /^\/print(\/api\/v1\/print(?:Pdf|Html)\/status\/[\w-]+)$/;
const headers = {
  Accept: 'application/json',
  ...(LICENSE && { Authorization: `Basic ${btoa(`${LICENSE}:`)}` }),
};

createServer(async ({ method, url = '' }, answer) => {
  const [, path] = status.exec(url) ?? [];
  if (method !== 'GET' || !path) {
    answer.writeHead(404).end();
    return;
  }
  try {
    const signal = AbortSignal.timeout(15_000);
    const reply = await fetch(SERVICE + path, { headers, redirect: 'error', signal });
    const body = await reply.text();
    const wait = reply.headers.get('Retry-After');
    answer.writeHead(reply.status, {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
      ...(wait && { 'Retry-After': wait }),
    });
    answer.end(body);
  } catch {
    answer.writeHead(502).end();
  }
}).listen(Number(PORT), '127.0.0.1');
