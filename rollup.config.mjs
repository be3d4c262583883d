import { readdir, readFile } from 'node:fs/promises';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';

const { name, version, license } = JSON.parse(await readFile('package.json', 'utf8'));

const banner = `/*! ${name} ${version} | ${license}
 * Includes Lit, Copyright 2017 Google LLC, BSD-3-Clause, github.com/lit/lit
 * and Lucide icons, Copyright Lucide Contributors, ISC, lucide.dev */`;

/**
 * Gives Rollup the source maps of tsc, so that those of the bundles lead to the TypeScript.
 *
 * @returns {import('rollup').Plugin}
 */
function sourceMapsOfTsc() {
  return {
    name: 'source-maps-of-tsc',
    async load(id) {
      if (id.includes('node_modules')) return null;
      const [code, map] = await Promise.all([readFile(id, 'utf8'), readFile(`${id}.map`, 'utf8')]);
      return { code, map };
    },
  };
}

const plugins = [
  sourceMapsOfTsc(),
  // Without this, NODE_ENV could select Lit's development build.
  nodeResolve({ exportConditions: ['production'] }),
  // Without `module: true`, which would drop the global of the classic script. ASCII, because a page
  // may have another character encoding and give it to its classic scripts.
  // @ts-expect-error Its types are those of a CommonJS module.
  terser({ format: { comments: /^!/, ascii_only: true } }),
];

/** @type {import('rollup').RollupOptions} */
const scripts = {
  input: 'dist/index.js',
  plugins,
  onwarn({ code, message }) {
    // From TypeScript's helper for decorators, which works without `this`.
    if (code !== 'THIS_IS_UNDEFINED') throw new Error(message);
  },
  output: [
    { file: 'dist/scriptx-job-status.min.js', format: 'es', banner, sourcemap: true },
    {
      file: 'dist/scriptx-job-status.iife.min.js',
      format: 'iife',
      name: 'scriptxJobStatus',
      esModule: false,
      banner,
      sourcemap: true,
    },
  ],
};

/** Each language is a script without imports, as a module or a classic script, in any order. */
const languages = (await readdir('src/locales')).map((file) => file.replace(/\.ts$/, '.js'));

/** @type {import('rollup').RollupOptions[]} */
const locales = languages.map((file) => ({
  input: `dist/locales/${file}`,
  plugins,
  output: { file: `dist/locales/${file}`, format: 'iife', strict: false },
}));

/**
 * The React component, with `@lit/react` and nothing else bundled.
 *
 * @type {import('rollup').RollupOptions}
 */
const react = {
  input: 'dist/react.js',
  external: (id, from) => !!from && ![id, from].some((path) => path.includes('@lit/react')),
  plugins: [sourceMapsOfTsc(), nodeResolve({ exportConditions: ['production'] })],
  output: {
    file: 'dist/react.js',
    sourcemap: true,
    // For Next.js: React's hooks run only in client components.
    banner: `'use client';
/*! Includes @lit/react, Copyright 2017 Google LLC, BSD-3-Clause, github.com/lit/lit */`,
  },
};

export default [scripts, react, ...locales];
