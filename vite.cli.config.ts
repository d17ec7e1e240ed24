/** The command line: the same core and the same workers, bundled for Node. */
import { defineConfig } from 'vite';

export default defineConfig({
  publicDir: false,
  resolve: { conditions: ['node'] },
  ssr: { resolve: { conditions: ['node'] } },
  build: {
    target: 'node20',
    outDir: 'dist/cli',
    ssr: true,
    rollupOptions: {
      input: {
        main: 'src/cli/main.ts',
        'render.worker': 'src/workers/render.worker.ts',
        'encode.worker': 'src/workers/encode.worker.ts',
      },
      // All in one folder: a chunk finds the worker files beside it.
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
