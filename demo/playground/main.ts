import { render } from 'lit';
import { find } from '../site/scripts/find.js';
import { copyButton } from '../site/scripts/copy-buttons.js';
import type { Framework } from './code.js';
import { type LogEntry, logEntry } from './log-entry.js';
import { Preview } from './preview.js';
import { defaults, queryOf, type Settings, settingsFrom } from './settings.js';
import { view, type ViewActions } from './view.js';
import { type Words, wordsOf } from './words.js';

/** The maximum number of events in the log. */
const maxEntries = 100;

/** Browsers limit how often a page changes its address, in milliseconds. */
const addressDelay = 200;

const container = find(document, '#playground', HTMLElement);
const wide = matchMedia('(min-width: 64rem)');

let settings = settingsFrom(new URLSearchParams(location.search));
const showsTexts = Object.keys(settings.texts).length > 0;
let framework: Framework = 'html';
let words: Words = {};
let log: readonly LogEntry[] = [];
let announcement = '';
let resets = 0;
let addressTimer: ReturnType<typeof setTimeout> | undefined;

const preview = new Preview({
  onEvent(event) {
    log = [logEntry(event), ...log].slice(0, maxEntries);
    update();
  },
  onAnnouncement(text) {
    announcement = text;
    update();
  },
});

const copyLink = copyButton(() => addressOf(settings), 'Copy link');

const actions: ViewActions = {
  change,
  run(shown) {
    announcement = '';
    // A new object, so that the same choice starts again.
    change({ shown: { ...shown } });
  },
  reset() {
    announcement = '';
    log = [];
    resets += 1;
    settings = defaults;
    show();
  },
  chooseFramework(chosen) {
    framework = chosen;
    update();
  },
};

function change(changes: Partial<Settings>): void {
  settings = { ...settings, ...changes };
  show();
}

/** Shows the settings in the preview, in the page and in the address. */
function show(): void {
  preview.show(settings);
  update();
  clearTimeout(addressTimer);
  addressTimer = setTimeout(() => {
    history.replaceState(null, '', addressOf(settings));
  }, addressDelay);
  void loadWords(settings.lang);
}

async function loadWords(language: Settings['lang']): Promise<void> {
  const loaded = await wordsOf(language);
  if (language !== settings.lang || loaded === words) return;
  words = loaded;
  update();
}

function update(): void {
  const data = {
    settings,
    framework,
    words,
    log,
    announcement,
    showsTexts,
    resets,
    isWide: wide.matches,
    preview: preview.host,
    copyLink,
  };
  render(view(data, actions), container);
}

function addressOf(settings: Settings): string {
  const url = new URL(location.href);
  url.search = queryOf(settings).toString();
  return url.href;
}

wide.addEventListener('change', update);
show();
