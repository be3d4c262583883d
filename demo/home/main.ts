import { createPageService } from '../simulator/page-service.js';
import { type ScenarioName, scenarios } from '../simulator/scenarios.js';
import { find } from '../site/scripts/find.js';

const service = createPageService();
const badges = document.querySelectorAll('scriptx-job-status');
const buttons = find(document, '#scenarios', HTMLElement);

/** Starts a job, which the three badges then show. */
async function start(name: ScenarioName): Promise<void> {
  const token = await service.addJob(scenarios[name]);
  for (const badge of badges) {
    const { server, license, fetch } = service;
    Object.assign(badge, { server, license, fetch, token });
  }
}

buttons.addEventListener('click', ({ target }) => {
  if (target instanceof HTMLButtonElement) void start(target.value as ScenarioName);
});

await start('happy');
