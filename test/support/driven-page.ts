import { fixtureSync, html } from '@open-wc/testing';
import { replacePlatform } from '../../src/watching/platform.js';
import { DrivenClock } from './driven-clock.mjs';
import { ScriptedService } from './scripted-service.js';

/** What each test begins with: a world that stands still, its service, and an empty page. */
export let clock: DrivenClock;
export let service: ScriptedService;
export let page: HTMLElement;

/** Gives each test of a file its own, and checks that it leaves no timer. */
export function useDrivenPage(): void {
  beforeEach(() => {
    clock = new DrivenClock(replacePlatform);
    service = new ScriptedService(clock, 1);
    page = fixtureSync(html`<div></div>`);
  });

  afterEach(async () => {
    page.remove();
    await clock.end();
  });
}
