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
        description:
          'Add the badge to a page: with a script tag, from npm, or with MeadCo’s client.',
      },
      {
        url: '/examples/',
        title: 'Examples',
        description: 'Whole pages that run here, with code to copy.',
      },
      {
        url: '/playground/',
        title: 'Playground',
        description: 'Try every attribute, text, theme and colour, and copy the code.',
      },
      {
        url: '/demo/',
        title: 'Print demo',
        description: 'Print documents through MeadCo’s client, and show the jobs.',
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
        description: 'Events, job statuses, states, errors, promises and slots.',
      },
      {
        url: '/theming/',
        title: 'Theming',
        description: 'Appearances, themes, custom properties, parts and custom states.',
      },
      {
        url: '/accessibility/',
        title: 'Accessibility',
        description: 'Roles, names, announcements and contrast, and what the page has to do.',
      },
      {
        url: '/languages/',
        title: 'Languages',
        description: 'Load a language, or change the words of single states.',
      },
      {
        url: '/tables/',
        title: 'Tables with many jobs',
        description: 'Show hundreds of jobs in one table.',
      },
      {
        url: '/polling/',
        title: 'Polling',
        description: 'When the component sends requests, and how badges share them.',
      },
      {
        url: '/local-network/',
        title: 'Local network access',
        description:
          'Reach a service on the user’s computer or network, with the browser’s permission.',
      },
    ],
  },
  {
    title: 'Guides',
    pages: [
      {
        url: '/meadco-client/',
        title: 'MeadCo’s client',
        description: 'Show prints of MeadCo’s client library with trackPrint().',
      },
      {
        url: '/migrating/',
        title: 'Migrate from MeadCo’s callbacks',
        description: 'Replace callbacks, polling loops and alert() with a badge.',
      },
      {
        url: '/plain-page/',
        title: 'Plain HTML pages',
        description: 'Use the element without a framework, and create badges by script.',
      },
      {
        url: '/cms/',
        title: 'CMS templates',
        description: 'Use the element in templates, with editors and with sanitizers.',
      },
      {
        url: '/wordpress/',
        title: 'WordPress',
        description: 'A plugin with a shortcode for print jobs.',
      },
      {
        url: '/htmx/',
        title: 'htmx and page reloads',
        description: 'Reload a list or a page once when a print job has ended.',
      },
      {
        url: '/updatepanel/',
        title: 'ASP.NET UpdatePanel',
        description: 'Update a panel of ASP.NET Web Forms once when a print job has ended.',
      },
      {
        url: '/frames-and-popups/',
        title: 'Frames and pop-ups',
        description: 'Frames, sandboxes, new windows and print previews.',
      },
      {
        url: '/service-workers/',
        title: 'Service workers',
        description: 'Exclude status requests from the cache of a service worker.',
      },
      {
        url: '/frameworks/',
        title: 'Frameworks',
        description: 'The tested frameworks with their versions, and rules for all of them.',
      },
      {
        url: '/react/',
        title: 'React and Preact',
        description: 'Use the element in React 19, React 18 and Preact, with types.',
      },
      {
        url: '/vue/',
        title: 'Vue',
        description: 'Use the element in Vue, with types.',
      },
      {
        url: '/angular/',
        title: 'Angular',
        description: 'Use the element in Angular, with and without zone.js.',
      },
      {
        url: '/svelte/',
        title: 'Svelte',
        description: 'Use the element in Svelte, with types.',
      },
      {
        url: '/solid/',
        title: 'Solid',
        description: 'Use the element in Solid, with types.',
      },
      {
        url: '/ssr/',
        title: 'Server-side rendering',
        description: 'Render the element on a server with React, Vue or Lit.',
      },
      {
        url: '/watch-job/',
        title: 'watchJob()',
        description: 'Poll a print job without the element, in pages, workers and Node.',
      },
      {
        url: '/testing/',
        title: 'Testing',
        description: 'Test an app that contains the element with Jest, Vitest or Playwright.',
      },
      {
        url: '/administrators/',
        title: 'For administrators',
        description: 'Requests, CORS headers and browser policies for ScriptX.Services.',
      },
    ],
  },
  {
    title: 'Reference',
    pages: [
      {
        url: '/api/',
        title: 'API reference',
        description:
          'Attributes, properties, methods, events, slots, parts, custom states and types.',
      },
      {
        url: '/faq/',
        title: 'FAQ and troubleshooting',
        description: 'Why a badge does not show what you expect, and what to do.',
      },
      {
        url: '/security/',
        title: 'Security',
        description: 'Licences, a proxy, Content-Security-Policy and Trusted Types.',
      },
      {
        url: '/browser-support/',
        title: 'Browser support',
        description: 'The supported browsers, frameworks and tools.',
      },
      {
        url: '/benchmarks/',
        title: 'Benchmarks',
        description: 'Requests, delays, load and sizes, compared with alternatives.',
      },
      {
        url: '/changelog/',
        title: 'Changelog',
        description: 'What has changed in each version.',
      },
      {
        url: '/contributing/',
        title: 'Contributing',
        description: 'How the project is structured, built and tested.',
      },
    ],
  },
];
