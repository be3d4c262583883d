import { readdir, readFile } from 'node:fs/promises';
import { literalsHtmlCssMinifier } from '@literals/rollup-plugin-html-css-minifier';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';

const { name, version, license } = JSON.parse(await readFile('package.json', 'utf8'));

const banner = `/*! ${name} ${version} | ${license}
 * Includes Lit, Copyright 2017 Google LLC, BSD-3-Clause, github.com/lit/lit
 * and Lucide icons, Copyright Lucide Contributors, ISC, lucide.dev */`;

/**
 * Members by which the modules of this package know each other, and nobody else knows them: a
 * minifier cannot tell that they are not public.
 */
const internal =
  /^(addressSpace|askedAt|begunAt|changedAt|course|decision|dice|fault|faults|faultyFrom|fits|freeAt|hearError|heldUntil|hurry|inFlight|isAwaiting|isDone|isForNews|isFull|isHere|isIdle|isRecalled|lastAt|onAwait|onReading|refusal|since|startedAt|turnAt|wants|watches)$/;

/**
 * Hands Rollup the source maps of tsc, so that those of the bundles lead to the TypeScript.
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
  literalsHtmlCssMinifier({ include: ['dist/element/styles.js'], failOnError: true }),
  // Named, lest NODE_ENV choose Lit's development build.
  nodeResolve({ exportConditions: ['production'] }),
  // No `module: true`: it would drop the global of the classic script.
  // @ts-expect-error Its types are those of a CommonJS module.
  terser({
    ecma: 2020,
    // Functions that are used once stay where they are: what is inlined compresses less well.
    // What is unsafe is to turn templates into sums, and here they hold nothing but text.
    compress: { passes: 3, reduce_funcs: false, unsafe: true },
    mangle: { properties: { regex: internal } },
    format: { comments: /^!/ },
  }),
];

/** @type {import('rollup').RollupOptions} */
export const scripts = {
  input: 'dist/index.js',
  // Of Lit the element needs what reacts to properties, and no templates.
  treeshake: { moduleSideEffects: (id) => !/lit-(html|element)/.test(id) },
  plugins,
  onwarn({ message }) {
    throw new Error(message);
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

/** Each language: a script without imports, which may be loaded in any way and at any time. */
const languages = (await readdir('src/locales')).map((file) => file.replace(/\.ts$/, '.js'));

/** @type {import('rollup').RollupOptions[]} */
const locales = languages.map((file) => ({
  input: `dist/locales/${file}`,
  plugins,
  output: { file: `dist/locales/${file}`, format: 'iife', strict: false },
}));

/**
 * React's component, with what makes it one and nothing else.
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
    // For Next.js: what React's hooks are in cannot stay on the server.
    banner: `'use client';
/*! Includes @lit/react, Copyright 2017 Google LLC, BSD-3-Clause, github.com/lit/lit */`,
  },
};

export default [scripts, react, ...locales];
