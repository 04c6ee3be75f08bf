// Builds the kiosk's page into dist/app/renderer. Node, development and build only.
// Everything that the page loads lies in the build: relative addresses, no inline script or style, nothing remote.

import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const root = import.meta.dirname;
const require = createRequire(import.meta.url);

export default defineConfig({
  root: join(root, 'renderer'),
  base: './',
  plugins: [react(), mediapipe()],
  worker: { format: 'es' },
  build: {
    outDir: join(root, 'dist/app/renderer'),
    emptyOutDir: true,
    target: 'chrome120',
    // `data:` URLs would need a wider policy than 'self'.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});

/**
 * Puts MediaPipe's runtime and its model beside the page, under the names that `capture/landmarker.worker.ts` asks for.
 * Without the model the page still works: guidance then comes from the main side alone.
 */
function mediapipe(): Plugin {
  const model = join(root, 'models/files/models/face_landmarker.task');
  const files = {
    'vision_wasm_module_internal.js': runtime('vision_wasm_module_internal.js'),
    'vision_wasm_module_internal.wasm': runtime('vision_wasm_module_internal.wasm'),
    'face_landmarker.task': model,
  };
  return {
    name: 'gatelight-mediapipe',
    apply: 'build',
    generateBundle() {
      for (const [name, file] of Object.entries(files)) {
        if (existsSync(file)) {
          const source = readFileSync(file);
          this.emitFile({ type: 'asset', fileName: `assets/mediapipe/${name}`, source });
        } else this.warn(`${file} is missing: the page will show no instant feedback`);
      }
    },
  };
}

function runtime(name: string): string {
  return require.resolve(`@mediapipe/tasks-vision/${name}`);
}
