import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = import.meta.dirname;
const top = resolve(here, '../..');

/** `vite build apps/lead-desk-web` from the top; in development the API is asked of a lead desk on its own port. */
export default defineConfig({
  root: here,
  plugins: [react()],
  build: {
    outDir: resolve(top, 'dist/apps/lead-desk-web'),
    emptyOutDir: true,
    target: 'es2022',
    // Only the map's chunks are larger, and they load when a map is looked at.
    chunkSizeWarningLimit: 1200,
    assetsInlineLimit: 2048,
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': 'http://127.0.0.1:3003' } },
});
