import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';

/**
 * Bundles modules as a user would, with the defaults of esbuild.
 *
 * @returns {Promise<(string | number)[][]>} Rows of file, minified size and size with brotli
 */
export async function sizes() {
  return Promise.all(
    ['index.js', 'watch-job.js'].map(async (file) => {
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
