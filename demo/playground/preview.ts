import type { JobEvent } from './log-entry.js';
import { type Run, startRun } from './run.js';
import { directionOf, type Settings, type Shown } from './settings.js';
import { styleRule } from './style-rule.js';

/** The events of the element, in the order of its documentation. */
const eventTypes = ['job-status-change', 'job-complete', 'job-failed', 'job-error'] as const;

export interface PreviewListener {
  readonly onEvent: (event: JobEvent) => void;
  /** Called with the text of the live region when it changes, but not when it is cleared. */
  readonly onAnnouncement: (text: string) => void;
}

/**
 * Shows the element in a shadow root, so that the rules of a theme apply to nothing else, and keeps it
 * in line with the settings.
 */
export class Preview {
  /** The element that the page shows. */
  readonly host = document.createElement('div');
  readonly #listener: PreviewListener;
  readonly #frame = document.createElement('div');
  readonly #theme = document.createElement('link');
  readonly #rule = new CSSStyleSheet();
  readonly #announcements = new MutationObserver(() => this.#readAnnouncement());
  #run: Run | undefined;
  #shown: Shown | undefined;

  constructor(listener: PreviewListener) {
    this.#listener = listener;
    this.host.className = 'preview';
    this.#theme.rel = 'stylesheet';
    const root = this.host.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [this.#rule];
    root.append(this.#frame);
    for (const type of eventTypes) root.addEventListener(type, this.#onEvent);
  }

  /** Applies settings. Starts again only if another state or job is to be shown. */
  show(settings: Settings): void {
    const { appearance, ground, lang, scheme, shown, theme } = settings;
    this.host.lang = lang;
    this.host.dir = directionOf(settings);
    this.host.dataset.appearance = appearance;
    this.host.style.colorScheme = scheme === 'auto' ? '' : scheme;
    this.host.style.backgroundColor = ground;
    this.#rule.replaceSync(styleRule(settings));
    this.#showTheme(theme);
    if (shown !== this.#shown || !this.#run) this.#start(settings);
    else this.#configure(this.#run, settings);
  }

  readonly #onEvent = (event: Event): void => {
    // Those of an element that was just replaced are of no interest.
    if (event.target === this.#run?.element) this.#listener.onEvent(event as JobEvent);
  };

  #showTheme(theme: Settings['theme']): void {
    if (theme === 'none') {
      this.#theme.remove();
      return;
    }
    const address = new URL(`../dist/themes/${theme}.css`, import.meta.url).href;
    if (this.#theme.href !== address) this.#theme.href = address;
    if (!this.#theme.isConnected) this.#frame.before(this.#theme);
  }

  #start(settings: Settings): void {
    this.#shown = settings.shown;
    this.#run = startRun(settings.shown, settings);
    this.#configure(this.#run, settings);
    this.#frame.replaceChildren(this.#run.element);
    this.#observeAnnouncements(this.#run);
  }

  #configure({ element, setPolling }: Run, settings: Settings): void {
    const { announce, appearance, label, slots, texts } = settings;
    Object.assign(element, { announce, label, texts });
    // Themes have rules for the attribute.
    element.setAttribute('appearance', appearance);
    element.replaceChildren(...Object.entries(slots).map(slotted));
    setPolling(settings);
  }

  #observeAnnouncements({ element }: Run): void {
    this.#announcements.disconnect();
    void element.updateComplete.then(() => {
      const region = element.shadowRoot?.querySelector('[role=status]');
      if (!region || element !== this.#run?.element) return;
      this.#announcements.observe(region, { childList: true, characterData: true, subtree: true });
      this.#readAnnouncement();
    });
  }

  #readAnnouncement(): void {
    const region = this.#run?.element.shadowRoot?.querySelector('[role=status]');
    if (region?.textContent) this.#listener.onAnnouncement(region.textContent);
  }
}

/** Creates the content of a slot. */
function slotted([slot, { kind, text }]: [string, Settings['slots'][string]]): HTMLElement {
  const element = document.createElement({ text: 'span', link: 'a', button: 'button' }[kind]);
  element.slot = slot;
  element.textContent = text;
  if (element instanceof HTMLAnchorElement) {
    element.href = '#';
    // It leads nowhere, and the address has settings to keep.
    element.addEventListener('click', (event) => event.preventDefault());
  }
  return element;
}
