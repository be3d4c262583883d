import { find } from '../page/elements.js';
import { onSettingsChange, readAddress, settings } from './settings.js';
import { arrival } from './specimens.js';
import { addThemes } from './themes.js';

const gallery = find(document, '#gallery', HTMLElement);
const themes = find(document, '#themes', HTMLElement);

// For a picture, or a look at a few of them: `?states=printing,paused`.
addThemes(themes, new URLSearchParams(location.search).get('states')?.split(','));

const sheets = /** @type {NodeListOf<HTMLElement>} */ (themes.querySelectorAll('.sheet'));

/** The languages that are there, or on the way. */
const languages = new Map([['en', Promise.resolve()]]);

/** @param {string} lang */
function load(lang) {
  const loading = languages.get(lang) ?? import(`/dist/locales/${lang}.js`);
  languages.set(lang, loading);
  return loading;
}

async function show() {
  const { theme, scheme, lang, dir, motion, size } = settings();
  Object.assign(document.documentElement.dataset, { scheme, size });
  for (const section of /** @type {HTMLCollectionOf<HTMLElement>} */ (themes.children)) {
    section.hidden = theme !== 'all' && theme !== section.id;
  }
  for (const sheet of sheets) {
    sheet.lang = lang;
    sheet.dir = dir === 'auto' ? (lang === 'ar' ? 'rtl' : 'ltr') : dir;
    sheet.dataset.motion = motion;
  }
  await load(lang);
}

/** Resolves when all stylesheets are there and each specimen looks as it will stay. */
async function settle() {
  const roots = [...sheets].flatMap(({ shadowRoot }) => shadowRoot ?? []);
  const links = roots.flatMap((root) => [...root.querySelectorAll('link')]);
  await Promise.all(
    links.map((link) => link.sheet ?? new Promise((resolve) => (link.onload = resolve))),
  );
  const specimens = roots.flatMap((root) => [...root.querySelectorAll('scriptx-job-status')]);
  await Promise.all(specimens.map((specimen) => arrival(specimen)));
  await Promise.all(specimens.map((specimen) => specimen.updateComplete));
  await document.fonts.ready;
}

readAddress();
onSettingsChange(() => void show());
await show();
await settle();
gallery.removeAttribute('aria-busy');
