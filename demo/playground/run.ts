import type { ScriptxJobStatus } from '/dist/scriptx-job-status.min.js';
import { createPageService } from '../simulator/page-service.js';
import { scenarios } from '../simulator/scenarios.js';
import { createSpecimen } from '../site/scripts/specimens.js';
import type { JobName } from './choices.js';
import type { Settings, Shown } from './settings.js';

/** An element in a state that is held, or with a job that runs. */
export interface Run {
  readonly element: ScriptxJobStatus;
  /** Applies the settings of polling. Those of a state that is held have no effect. */
  readonly setPolling: (settings: Settings) => void;
}

/** How long the browser seems to ask for the permission, in milliseconds. */
const permissionTime = 4000;

const service = createPageService();

let runs = 0;

/** Creates an element that shows what is chosen. */
export function startRun(shown: Shown, settings: Settings): Run {
  return shown.kind === 'state' ? hold(shown.name) : runJob(shown.name, settings);
}

function hold(state: string): Run {
  const element = createSpecimen(state);
  // Specimens without responses have no job. The element announces a state once per job.
  if (!element.server) {
    Object.assign(element, { server: service.server, token: newToken(), suspended: true });
  }
  return { element, setPolling: () => undefined };
}

function runJob(name: JobName, initial: Settings): Run {
  const element = document.createElement('scriptx-job-status');
  const { server, license, fetch } = service;
  const token = newToken();
  Object.assign(element, { server, license, fetch, token, suspended: true });
  let settings = initial;
  let isStarted = false;

  function applyPolling(): void {
    if (!isStarted) return;
    const { interval, timeout, background, suspended } = settings;
    Object.assign(element, { interval, timeout, background, suspended });
  }

  async function start(): Promise<void> {
    if (name === 'permission') await askForPermission(element);
    await service.addJob(scenarios[name === 'permission' ? 'happy' : name], { token });
    isStarted = true;
    applyPolling();
  }

  void start();
  return {
    element,
    setPolling(changed) {
      settings = changed;
      applyPolling();
    },
  };
}

/** Makes an element look as while the browser asks its user, which a page cannot bring about. */
async function askForPermission(element: ScriptxJobStatus): Promise<void> {
  Object.defineProperty(element, 'state', { value: 'awaiting-permission', configurable: true });
  element.requestUpdate();
  await new Promise((resolve) => setTimeout(resolve, permissionTime));
  Reflect.deleteProperty(element, 'state');
  element.requestUpdate();
}

function newToken(): string {
  runs += 1;
  return `playground-${runs}`;
}
