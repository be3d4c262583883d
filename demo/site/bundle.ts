import { relative } from 'node:path';
import { build, type Plugin } from 'esbuild';

/** The component, as the scripts of pages import it. */
const componentPath = /^\/dist\//;

/** Leaves the component out of the bundles, so that a page loads one copy of it. */
const component: Plugin = {
  name: 'component',
  setup(esbuild) {
    esbuild.onResolve({ filter: componentPath }, ({ path }) => ({
      path: `..${path}`,
      external: true,
    }));
  },
};

export interface BundledFile {
  /** Its name, such as `gallery.js`. */
  readonly path: string;
  readonly contents: Uint8Array<ArrayBuffer>;
}

/**
 * Bundles the scripts of pages, with source maps, for a folder beside `dist`.
 *
 * @param folder - Absolute
 * @param entryPoints - Paths from the folder, by names of the bundles
 */
export async function bundle(
  folder: string,
  entryPoints: Readonly<Record<string, string>>,
): Promise<readonly BundledFile[]> {
  const { outputFiles } = await build({
    absWorkingDir: folder,
    entryPoints: { ...entryPoints },
    bundle: true,
    plugins: [component],
    splitting: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    minify: true,
    legalComments: 'linked',
    sourcemap: true,
    outdir: folder,
    write: false,
    logLevel: 'warning',
  });
  return outputFiles.map(({ path, contents }) => ({
    path: relative(folder, path),
    contents: new Uint8Array(contents),
  }));
}
