import { find } from '../site/scripts/find.js';
import { loadLocale } from '../site/scripts/load-locale.js';
import { showLegend } from './legend.js';
import { onSettingsChange, readSettingsFromUrl, settings } from './settings.js';
import { whenInState } from './specimens.js';
import { addThemes } from './themes.js';

const gallery = find(document, '#gallery', HTMLElement);
const themes = find(document, '#themes', HTMLElement);

// Shows only some states, for instance for a picture: `?states=printing,paused`.
addThemes(themes, new URLSearchParams(location.search).get('states')?.split(','));

showLegend(find(document, '#legend', HTMLElement));

const sections = [...themes.querySelectorAll<HTMLElement>('.theme')];
const sheets = [...themes.querySelectorAll<HTMLElement>('.sheet')];

async function show(): Promise<void> {
  const { theme, scheme, lang, dir, motion, size } = settings();
  Object.assign(document.documentElement.dataset, { scheme, size });
  for (const section of sections) {
    section.hidden = theme !== 'all' && theme !== section.id;
  }
  for (const sheet of sheets) {
    sheet.lang = lang;
    sheet.dir = dir === 'auto' ? (lang === 'ar' ? 'rtl' : 'ltr') : dir;
    sheet.dataset.motion = motion;
  }
  await loadLocale(lang);
}

/** Resolves when all style sheets are loaded, and each specimen is in its final state. */
async function whenShown(): Promise<void> {
  const roots = sheets.flatMap(({ shadowRoot }) => shadowRoot ?? []);
  const links = roots.flatMap((root) => [...root.querySelectorAll('link')]);
  const loading = links.filter(({ sheet }) => !sheet);
  await Promise.all(
    loading.map(
      (link) =>
        new Promise((resolve) => {
          link.addEventListener('load', resolve);
          link.addEventListener('error', resolve);
        }),
    ),
  );
  const specimens = roots.flatMap((root) => [...root.querySelectorAll('scriptx-job-status')]);
  await Promise.all(specimens.map((specimen) => whenInState(specimen)));
  await Promise.all(specimens.map((specimen) => specimen.updateComplete));
  await document.fonts.ready;
}

readSettingsFromUrl();
onSettingsChange(() => void show());
await show();
await whenShown();
gallery.removeAttribute('aria-busy');
