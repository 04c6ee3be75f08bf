// Who comes before each host: the demo's puppet, which reads what it is told, and pictures that do not. Node.

import { openMaterials, PORTRAITS } from '../attacks/materials.ts';
import { screenReader } from '../attacks/puppets.ts';
import { KIOSK_FPS, type Pixels, type Presentation } from '../attacks/presentation.ts';
import { loadModels } from '#electron/inference/models.ts';
import { createPipeline } from '#electron/inference/pipeline.ts';
import { testLibrary } from '../support/assets.ts';

export interface Sitters {
  /** Does what it is asked to. */
  readonly obeys: () => Presentation;
  /** The same picture for as long as anybody looks. */
  readonly still: () => Presentation;
  readonly portrait: Pixels;
  /** Nobody is in it. */
  readonly room: Pixels;
}

const SEED = 7;

export async function openSitters(): Promise<Sitters> {
  const { sessions } = await loadModels(await testLibrary(), AbortSignal.timeout(60_000));
  const materials = openMaterials(createPipeline(sessions, { detectorSide: 320 }));
  const model = await materials.model(PORTRAITS[0]);
  const portrait = await materials.portrait(PORTRAITS[0]);
  const room = await materials.room();
  return {
    obeys: () => screenReader({ model, seed: SEED }, { seed: SEED, behaviour: 'obeys' }),
    still: () => held(portrait),
    portrait,
    room,
  };
}

const held = (picture: Pixels): Presentation => ({ fps: KIOSK_FPS, pictureAt: () => picture });
