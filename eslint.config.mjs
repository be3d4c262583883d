import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/**
 * Prevents a layer from importing what is above it.
 *
 * @param {string} regex - Matches the imports that are not allowed
 * @param {string} message
 * @returns {import('eslint').Linter.RulesRecord}
 */
const noImportOf = (regex, message) => ({
  'no-restricted-imports': ['error', { patterns: [{ regex, message }] }],
});

export default defineConfig(
  // The apps have packages of their own, and are checked with these. The other folders have scripts
  // for Node.
  globalIgnores([
    'coverage/',
    '**/dist/',
    'demo/integrations/*/',
    '!demo/integrations/{node,proxy,ssr}/',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  { rules: { eqeqeq: 'error', 'no-console': ['error', { allow: ['warn', 'error'] }] } },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: globals.node },
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      // As in `() => timer.stop()`.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // As in `${seconds} s`.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['scripts/**/*.ts', 'bench/**/*.ts', 'test/integrations/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['src/**/*.ts'],
    extends: [
      lit.configs['flat/recommended'],
      litA11y.configs.recommended,
      wc.configs['flat/recommended'],
      wc.configs['flat/best-practice'],
    ],
    rules: {
      // TypeScript knows that the base class has the method.
      'wc/guard-super-call': 'off',
    },
  },
  {
    // JSX has its tags in a namespace.
    files: ['src/types/**'],
    rules: { '@typescript-eslint/no-namespace': 'off' },
  },
  {
    files: ['src/protocol/**'],
    rules: noImportOf('^(?!\\./)', 'src/protocol imports nothing outside itself.'),
  },
  {
    files: ['src/polling/**'],
    rules: noImportOf(
      '^(?!\\./|\\.\\./(protocol/|report-exception|document-access))',
      'src/polling imports src/protocol, report-exception.ts and document-access.ts only.',
    ),
  },
  {
    files: ['src/watch-job.ts'],
    rules: noImportOf(
      '^(?!\\./(protocol/|polling/|report-exception))',
      'watch-job.ts imports src/protocol, src/polling and report-exception.ts only.',
    ),
  },
  {
    files: ['src/meadco.ts'],
    rules: noImportOf(
      '^(?!\\./(protocol/|element/print-tracker|report-exception|scriptx-job-status))',
      'meadco.ts imports src/protocol, print-tracker.ts, report-exception.ts and types only.',
    ),
  },
  {
    files: ['src/element/**'],
    rules: noImportOf(
      '^\\.\\./(?!protocol/|report-exception|document-access)',
      'src/element imports src/protocol, report-exception.ts and document-access.ts only.',
    ),
  },
  {
    files: ['src/controllers/**'],
    rules: noImportOf(
      '^\\.\\./(?!report-exception|document-access)[^/]+$',
      'src/controllers imports no module of src itself but report-exception.ts and document-access.ts.',
    ),
  },
  {
    files: ['demo/simulator/service/**'],
    rules: {
      ...noImportOf(
        '^(?!\\./|(?:hono(?:/|$)|pdf-lib$))',
        'demo/simulator/service runs in pages: it imports itself, hono and pdf-lib only.',
      ),
      'no-restricted-globals': ['error', 'Buffer', 'global', 'process'],
    },
  },
  {
    files: ['demo/{home,print-demo,gallery,playground}/**', 'demo/site/scripts/**'],
    rules: {
      ...noImportOf(
        '^(?!\\./|(?:\\.\\./)+(?:gallery|site/scripts|simulator|custom-elements\\.json$)/?|/dist/|(?:lit|prismjs)(?:/|$))',
        'The scripts of the site’s pages import each other, the simulator, Lit, Prism, custom-elements.json, and the component from /dist only.',
      ),
      'no-restricted-globals': ['error', 'Buffer', 'global', 'process'],
    },
  },
  {
    files: ['demo/start.ts', 'demo/make-documents.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // Chai's assertions are expressions, such as `expect(element.state).to.be.null`.
      '@typescript-eslint/no-unused-expressions': 'off',
      // The types say that each `equal` is a promise, which only a comparison of snapshots is. Node
      // itself awaits the promises of its tests.
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', name: 'Equal', package: '@open-wc/semantic-dom-diff' },
            { from: 'package', name: ['describe', 'it', 'test'], package: 'node:test' },
          ],
        },
      ],
    },
  },
);
