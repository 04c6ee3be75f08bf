// Builds the Node side for Electron into dist/app/electron: main process and inference worker as ES modules in the folders
// of their sources (so that a file finds its neighbours), the sandboxed preload as one CommonJS file. Run by build/build.mjs.

import { defineConfig, type UserConfig } from 'vite';

const OUT = 'dist/app';

export default defineConfig(({ mode }) => (mode === 'preload' ? preload() : main()));

function main(): UserConfig {
  return {
    ...COMMON,
    build: {
      ...COMMON.build,
      rolldownOptions: {
        input: [
          'electron/main/index.ts',
          'electron/inference/worker.ts',
          'electron/door/serial/dead-man.ts',
          'electron/operator/log-worker.ts',
        ],
        output: {
          format: 'es',
          preserveModules: true,
          preserveModulesRoot: import.meta.dirname,
          entryFileNames: '[name].js',
        },
      },
    },
  };
}

function preload(): UserConfig {
  return {
    ...COMMON,
    // A sandboxed preload can require nothing but Electron's own few modules: everything else goes into the file.
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ...COMMON.build,
      rolldownOptions: {
        input: ['electron/preload/index.ts'],
        output: { format: 'cjs', entryFileNames: 'electron/preload/index.cjs' },
      },
    },
  };
}

const COMMON = {
  root: import.meta.dirname,
  publicDir: false,
  logLevel: 'warn',
  build: {
    ssr: true,
    outDir: OUT,
    // The page lies in the same folder; build/build.mjs empties what it builds.
    emptyOutDir: false,
    // Electron 45 brings Node 24.
    target: 'node24',
    minify: false,
    sourcemap: true,
    // An output that changed without its source is a bug of the build, so nothing is copied along.
    copyPublicDir: false,
  },
} satisfies UserConfig;
