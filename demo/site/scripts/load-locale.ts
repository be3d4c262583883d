/** Loads a language of the component. English is built in. */
export async function loadLocale(language: string): Promise<void> {
  if (language === 'en') return;
  // From the bundles, which are in `assets`. Browsers load a module once.
  await import(new URL(`../dist/locales/${language}.js`, import.meta.url).href);
}
