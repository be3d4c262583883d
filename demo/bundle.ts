import { build } from 'esbuild';

export interface BundledFile {
  /** Path from the root of the site, such as `/page.js`. */
  readonly path: string;
  readonly contentType: string;
  readonly contents: Uint8Array<ArrayBuffer>;
}

/**
 * Bundles the scripts of pages, with source maps. The component is no part of the bundles, so that a
 * page loads one copy of it.
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
    external: ['/dist/*'],
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    sourcemap: true,
    outdir: folder,
    write: false,
    logLevel: 'warning',
  });
  return outputFiles.map(({ path, contents }) => ({
    path: path.slice(folder.length).replaceAll('\\', '/').replace(/^\/*/, '/'),
    contentType: path.endsWith('.map') ? 'application/json' : 'text/javascript; charset=utf-8',
    contents: new Uint8Array(contents),
  }));
}
