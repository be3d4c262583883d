export interface App {
  readonly name: string;
  /** In demo/integrations. */
  readonly folder: string;
  /** The package whose version the table shows. */
  readonly framework?: string;
  /** Its page, if it is neither built nor type-checked. */
  readonly page?: string;
  /** Whether its page is opened from disk. */
  readonly isOnDisk?: boolean;
  /** How it includes the element. */
  readonly by: string;
  /** In docs. */
  readonly guide: string;
}

export const apps: readonly App[] = [
  {
    name: 'Plain page',
    folder: 'plain',
    page: 'module.html',
    by: '`scriptx-job-status.min.js`',
    guide: 'plain-page.md',
  },
  {
    name: 'Plain page, classic script, `file://`',
    folder: 'plain',
    page: 'classic.html',
    isOnDisk: true,
    by: '`scriptx-job-status.iife.min.js`',
    guide: 'plain-page.md',
  },
  {
    name: 'CMS template',
    folder: 'cms',
    page: 'job.html',
    by: '`scriptx-job-status.iife.min.js`',
    guide: 'cms.md',
  },
  {
    name: 'React',
    folder: 'react',
    framework: 'react',
    by: 'the tag, `types/react.js`',
    guide: 'react.md',
  },
  {
    name: 'React, hydrated',
    folder: 'react-ssr',
    framework: 'react',
    by: '`react.js`',
    guide: 'ssr.md',
  },
  {
    name: 'React',
    folder: 'react-18',
    framework: 'react',
    by: '`react.js`',
    guide: 'react.md',
  },
  {
    name: 'Vue',
    folder: 'vue',
    framework: 'vue',
    by: 'the tag, `types/vue.js`',
    guide: 'vue.md',
  },
  {
    name: 'Angular, zoneless',
    folder: 'angular',
    framework: '@angular/core',
    by: 'the tag, with typed events',
    guide: 'angular.md',
  },
  {
    name: 'Svelte',
    folder: 'svelte',
    framework: 'svelte',
    by: 'the tag, `types/svelte.js`',
    guide: 'svelte.md',
  },
  {
    name: 'Preact',
    folder: 'preact',
    framework: 'preact',
    by: 'the tag, `types/preact.js`',
    guide: 'react.md',
  },
  {
    name: 'Solid',
    folder: 'solid',
    framework: 'solid-js',
    by: 'the tag, `types/solid.js`',
    guide: 'solid.md',
  },
];

/** The folders of apps with tests of their own, which `testing.md` shows. */
export const testedFolders = ['jest', 'vitest'];

/** The folder of the WordPress plugin, which `wordpress.md` shows. */
export const wordPressFolder = 'wordpress';
