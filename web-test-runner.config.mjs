import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { a11ySnapshotPlugin } from '@web/test-runner-commands/plugins';
import { browsers } from './test/runner/browsers.ts';
import { countingReporter } from './test/runner/counting-reporter.ts';
import { emulateFeaturesPlugin } from './test/runner/emulate-features-plugin.ts';
import { servicesPlugin } from './test/runner/services-plugin.ts';

const services = servicesPlugin();

/** @type {import('@web/test-runner').TestRunnerConfig} */
export default {
  files: 'test/browser/*.test.ts',
  browsers: browsers(process.env.BROWSERS),
  nodeResolve: true,
  plugins: [
    services,
    esbuildPlugin({
      ts: true,
      tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)),
    }),
    a11ySnapshotPlugin(),
    emulateFeaturesPlugin(),
  ],
  reporters: [defaultReporter(), countingReporter()],

  // A page beside another may count as hidden. A browser waits often, so that all fit on two cores.
  concurrency: 1,
  concurrentBrowsers: 3,
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 180_000,
  testFramework: { config: { timeout: 30_000 } },

  // Lit's development build is used for its warnings; that it is one is known.
  testRunnerHtml: (testFramework) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Tests</title>
    <script>
      ${services.script()}
      globalThis.litIssuedWarnings = new Set(['dev-mode']);
    </script>
    <script type="module" src="${testFramework}"></script>
  </head>
  <body></body>
</html>`,
};
