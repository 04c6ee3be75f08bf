// A second installation in a folder of its own, to break: our sources, our page, models that can be taken away. Node.

import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ROOT } from './appliance.ts';
import { assetPath } from './assets.ts';

const MODELS = [
  'models/yunet_n_dynamic.onnx',
  'models/face_landmarks_478.onnx',
  'models/minifas_v2_se_128.onnx',
  'models/minifasnet_v2_80.onnx',
  'models/mobilefacenet_128.onnx',
] as const;
const FILES = [...MODELS, 'samples/bona-fide/webcam-desk-2.jpg'] as const;

export type Model = (typeof MODELS)[number];

export interface Installation {
  readonly root: string;
  readonly remove: (model: Model) => Promise<void>;
  readonly restore: (model: Model) => Promise<void>;
  /** Changes one bit in the middle, as a failing disk or a careful hand would. */
  readonly alter: (model: Model) => Promise<void>;
}

/** Copies what is small and links what is not; nothing that a spec breaks is the repository's own. */
export async function install(root: string): Promise<Installation> {
  for (const path of ['package.json', 'core', 'electron', 'models/manifest.json']) {
    await cp(join(ROOT, path), join(root, path), { recursive: true });
  }
  await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  await mkdir(join(root, 'dist/app'), { recursive: true });
  await symlink(join(ROOT, 'dist/app/renderer'), join(root, 'dist/app/renderer'));
  const placeOf = (file: string): string => join(root, 'models/files', file);
  const restore = async (file: string): Promise<void> => {
    await mkdir(dirname(placeOf(file)), { recursive: true });
    await rm(placeOf(file), { force: true });
    await symlink(await assetPath(file), placeOf(file));
  };
  for (const file of FILES) await restore(file);

  return {
    root,
    restore,
    remove: (model) => rm(placeOf(model)),
    async alter(model) {
      const bytes = await readFile(placeOf(model));
      const middle = bytes.length >> 1;
      bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
      await rm(placeOf(model));
      await writeFile(placeOf(model), bytes);
    },
  };
}
