import { installPageService } from '../simulator/install-page-service.js';
import { createPageService } from '../simulator/page-service.js';
import { find } from '../site/scripts/find.js';
import { Connection } from './connection.js';
import { onTryAgain, showConnection } from './connection-status.js';
import { enableDocuments } from './documents.js';
import { enableEventLog, logEvent } from './event-log.js';
import { connect, onServerError } from './print-client.js';
import { enableWatchForm } from './watch-form.js';

const script = find(document, '[data-meadco-server]', HTMLScriptElement);
// `npm start` fills them in. Elsewhere the service runs in the page.
if (!script.dataset.meadcoSubscription) {
  const service = createPageService();
  script.dataset.meadcoServer = service.server;
  script.dataset.meadcoSubscription = service.license;
  installPageService(service);
}
const { meadcoServer = '', meadcoSubscription = '' } = script.dataset;

const connection = new Connection({
  address: meadcoServer,
  async connect() {
    const printers = await connect(meadcoServer, meadcoSubscription).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`The print service refused the connection: ${reason}`);
    });
    await enableDocuments(printers, async () => {
      await connection.check();
      return connection.state === 'connected';
    });
  },
  onChange(state, reason) {
    showConnection(state, state === 'connected' ? `Connected to ${meadcoServer}` : reason);
  },
});

function labelOf({ target }: Event): string {
  return target instanceof Element ? (target.getAttribute('label') ?? '') : '';
}

for (const type of ['job-status-change', 'job-complete', 'job-failed'] as const) {
  document.addEventListener(type, (event) => {
    const { name, message } = event.detail;
    logEvent({ event: type, job: labelOf(event), text: message ? `${name}: ${message}` : name });
    if (connection.state === 'disconnected') void connection.check();
  });
}

document.addEventListener('job-error', (event) => {
  const { code, message, final } = event.detail;
  const text = `${code}${final ? ' (final)' : ''}: ${message}`;
  logEvent({ event: 'job-error', job: labelOf(event), text });
  void connection.check();
});

onServerError((message) => {
  logEvent({ event: 'reportServerError', job: 'MeadCo’s client', text: message });
  void connection.check();
});

onTryAgain(() => {
  showConnection('connecting', `Connecting to ${meadcoServer}…`);
  void connection.check();
});

enableEventLog();
enableWatchForm();
await connection.check();
