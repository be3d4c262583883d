import { brotliCompressSync, constants } from 'node:zlib';
import { rollup } from 'rollup';
import { scripts } from '../rollup.config.mjs';

/** @returns {Promise<(string | number)[][]>} rows of file, minified size and size with brotli */
export async function sizes() {
  const { plugins, onwarn, treeshake } = scripts;
  return Promise.all(
    ['index.js', 'watch-job.js'].map(async (file) => {
      const bundle = await rollup({ input: `dist/${file}`, plugins, onwarn, treeshake });
      const { output } = await bundle.generate({ format: 'es' });
      const code = Buffer.from(output[0].code);
      const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
      return [file, code.length, brotliCompressSync(code, { params }).length];
    }),
  );
}
