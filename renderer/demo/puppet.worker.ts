// Draws the demo camera's pictures at the camera's pace. Renderer, dedicated worker; a demo only.

import type { FromPuppet, ToPuppet } from './puppet-messages.ts';
import { createStage } from './stage.ts';
import { createSubject, type Subject } from './subject.ts';

/** Memory for pictures: one is drawn while another is shown. */
const spare: ArrayBuffer[] = [];
let subject: Subject | null = null;

addEventListener('message', ({ data }: MessageEvent<ToPuppet>) => {
  switch (data.type) {
    case 'begin':
      return begin(data);
    case 'cue':
      return subject?.see(data.cue, performance.now());
    case 'drawn':
      spare.push(data.pixels);
  }
});

function begin({ still, texture, mesh, script, traits }: Extract<ToPuppet, { type: 'begin' }>) {
  const stage = createStage({
    ...mesh,
    still,
    texture,
    seed: script.seed,
    grain: script.behaviour !== 'still',
    camera: traits.camera,
  });
  const actor = createSubject(script, traits.temper);
  subject = actor;
  spare.push(new ArrayBuffer(still.pixels.byteLength), new ArrayBuffer(still.pixels.byteLength));
  setInterval(() => {
    const pixels = spare.pop();
    // The page is behind: a camera drops a frame then, too.
    if (pixels === undefined) return;
    stage.draw(actor.bearingAt(performance.now()), { ...still, pixels: new Uint32Array(pixels) });
    const message: FromPuppet = { type: 'picture', pixels };
    postMessage(message, { transfer: [pixels] });
  }, 1000 / traits.camera.fps);
}
