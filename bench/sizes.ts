import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';

/** A file, its size minified, and its size compressed with brotli, both in bytes. */
export type SizeRow = readonly [file: string, minified: number, brotli: number];

/** Bundles modules as a user would, with the defaults of esbuild. */
export async function sizes(): Promise<SizeRow[]> {
  return Promise.all(
    ['index.js', 'watch-job.js'].map(async (file): Promise<SizeRow> => {
      const { outputFiles } = await build({
        entryPoints: [`dist/${file}`],
        bundle: true,
        minify: true,
        format: 'esm',
        write: false,
      });
      const code = outputFiles[0]?.contents ?? new Uint8Array();
      const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
      return [file, code.length, brotliCompressSync(code, { params }).length];
    }),
  );
}
