import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

// Without this, Vue looks for a component of its own by the name of the tag.
const isCustomElement = (tag: string) => tag === 'scriptx-job-status';

export default defineConfig({
  plugins: [vue({ template: { compilerOptions: { isCustomElement } } })],
});
