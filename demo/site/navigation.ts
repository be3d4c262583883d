/** A page of the site. */
export interface SitePage {
  /** Path from the root of the site: `/faq/`. */
  readonly url: string;
  /** Its name in the navigation. */
  readonly title: string;
  /** One sentence about its content, for search engines and assistants. */
  readonly description: string;
}

export interface Section {
  readonly title: string;
  readonly pages: readonly SitePage[];
}

/** The home page. */
export const home: SitePage = {
  url: '/',
  title: 'scriptx-job-status',
  description: 'A web component that shows the live status of a MeadCo ScriptX.Services print job.',
};

/** The pages of the site in the order of its navigation. */
export const navigation: readonly Section[] = [
  {
    title: 'Start',
    pages: [
      {
        url: '/get-started/',
        title: 'Get started',
        description: 'Add the badge to a page: by a script tag, from npm, or with MeadCo’s client.',
      },
      {
        url: '/examples/',
        title: 'Examples',
        description: 'Complete pages that run here and can be copied.',
      },
      {
        url: '/playground/',
        title: 'Playground',
        description: 'Try every attribute, text, theme and colour, and copy the code.',
      },
      {
        url: '/demo/',
        title: 'Print demo',
        description: 'Print documents through MeadCo’s client, and watch the jobs.',
      },
      {
        url: '/gallery/',
        title: 'Gallery',
        description: 'Every state in each appearance, theme and language.',
      },
    ],
  },
  {
    title: 'Concepts',
    pages: [
      {
        url: '/events/',
        title: 'Events and errors',
        description: 'What the element reports, when, and with which data.',
      },
      {
        url: '/theming/',
        title: 'Theming',
        description: 'Custom properties, parts, states and ready-made themes.',
      },
      {
        url: '/accessibility/',
        title: 'Accessibility',
        description: 'Names, roles, announcements, contrast, and what the page must do.',
      },
      {
        url: '/languages/',
        title: 'Languages',
        description: 'Load a language, and change single texts.',
      },
      {
        url: '/tables/',
        title: 'Tables of many jobs',
        description: 'Show hundreds of jobs on one page, calmly.',
      },
      {
        url: '/polling/',
        title: 'Polling',
        description: 'When the element polls, how it shares polls, and what failures do.',
      },
      {
        url: '/local-network/',
        title: 'Local services',
        description: 'Services on this computer or network, and the browser’s permission.',
      },
    ],
  },
  {
    title: 'Guides',
    pages: [
      {
        url: '/meadco-client/',
        title: 'MeadCo’s client',
        description: 'Show prints that a page makes through MeadCo’s client library.',
      },
      {
        url: '/plain-page/',
        title: 'Plain pages',
        description: 'Use the element by script in a page without a framework.',
      },
      {
        url: '/cms/',
        title: 'CMS templates',
        description: 'Put the tag into a template, past the sanitizer.',
      },
      {
        url: '/wordpress/',
        title: 'WordPress',
        description: 'A plugin with a shortcode for print jobs.',
      },
      {
        url: '/htmx/',
        title: 'htmx',
        description: 'Use the element in pages that htmx updates, and in pages that reload.',
      },
      {
        url: '/updatepanel/',
        title: 'ASP.NET UpdatePanel',
        description: 'Keep badges in pages with partial postbacks.',
      },
      {
        url: '/frames-and-popups/',
        title: 'Frames and pop-ups',
        description: 'Permissions, sandboxes and print previews.',
      },
      {
        url: '/service-workers/',
        title: 'Service workers',
        description: 'Keep polls out of a service worker’s cache.',
      },
      {
        url: '/frameworks/',
        title: 'Frameworks',
        description: 'Which frameworks are tested, and in which versions.',
      },
      {
        url: '/react/',
        title: 'React and Preact',
        description: 'Use the element in React and Preact.',
      },
      { url: '/vue/', title: 'Vue', description: 'Use the element in Vue.' },
      { url: '/angular/', title: 'Angular', description: 'Use the element in Angular.' },
      { url: '/svelte/', title: 'Svelte', description: 'Use the element in Svelte.' },
      { url: '/solid/', title: 'Solid', description: 'Use the element in Solid.' },
      {
        url: '/ssr/',
        title: 'Server-side rendering',
        description: 'Render the element on a server with @lit-labs/ssr.',
      },
      {
        url: '/watch-job/',
        title: 'watchJob()',
        description: 'Watch a job without the element, in pages, workers and Node.',
      },
      { url: '/testing/', title: 'Testing', description: 'Test an app that uses the element.' },
      {
        url: '/administrators/',
        title: 'Administrators',
        description: 'What the polls of many pages mean for the print service.',
      },
    ],
  },
  {
    title: 'Reference',
    pages: [
      {
        url: '/api/',
        title: 'API',
        description: 'Attributes, properties, methods, events, slots, parts, states and types.',
      },
      {
        url: '/migrating/',
        title: 'Migrating',
        description: 'From the callbacks of MeadCo’s client to the element, before and after.',
      },
      {
        url: '/faq/',
        title: 'FAQ',
        description: 'Why a badge does not show what you expect, and what to do.',
      },
      {
        url: '/security/',
        title: 'Security',
        description: 'Licences, proxies, Content Security Policy and CORS headers.',
      },
      {
        url: '/browser-support/',
        title: 'Browser support',
        description: 'The browsers that work, and how that is tested.',
      },
      {
        url: '/benchmarks/',
        title: 'Benchmarks',
        description: 'Requests, delays and main-thread time beside the alternatives.',
      },
      { url: '/changelog/', title: 'Change log', description: 'What has changed in each version.' },
      {
        url: '/contributing/',
        title: 'Contributing',
        description: 'How the project is built, tested and released.',
      },
    ],
  },
];
