import { find } from '../site/scripts/find.js';

const form = find(document, '#settings', HTMLFormElement);

const selects = {
  theme: selectNamed('theme'),
  scheme: selectNamed('scheme'),
  lang: selectNamed('lang'),
  dir: selectNamed('dir'),
  motion: selectNamed('motion'),
  size: selectNamed('size'),
};

export type Settings = Readonly<Record<keyof typeof selects, string>>;

function selectNamed(name: string): HTMLSelectElement {
  return find(form, `[name=${name}]`, HTMLSelectElement);
}

/** Sets the form to the settings in the URL. Unknown and missing ones become the default. */
export function readSettingsFromUrl(): void {
  const query = new URLSearchParams(location.search);
  for (const select of Object.values(selects)) {
    const value = query.get(select.name);
    const index = [...select.options].findIndex((option) => option.value === value);
    select.selectedIndex = Math.max(index, 0);
  }
}

/** Adds the settings that are not the default to the URL, so that it can be bookmarked and shared. */
function writeSettingsToUrl(): void {
  const url = new URL(location.href);
  for (const { name, value, selectedIndex } of Object.values(selects)) {
    if (selectedIndex > 0) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  history.replaceState(null, '', url);
}

export function settings(): Settings {
  const { theme, scheme, lang, dir, motion, size } = selects;
  return {
    theme: theme.value,
    scheme: scheme.value,
    lang: lang.value,
    dir: dir.value,
    motion: motion.value,
    size: size.value,
  };
}

export function onSettingsChange(listener: () => void): void {
  form.addEventListener('change', () => {
    writeSettingsToUrl();
    listener();
  });
}
