// The picture that a demo's camera animates, verified as the models are. Main process of either host.

import { loadAsset, openAssets } from '#electron/inference/assets.ts';

const DEMO_SUBJECT = 'samples/bona-fide/webcam-desk-2.jpg';

/** A JPEG; or one line that says why there is none. */
export async function readDemoSubject(root: string): Promise<Uint8Array<ArrayBuffer> | string> {
  const opening = await openAssets(root);
  if (opening.kind === 'fault') return opening.message;
  const asset = await loadAsset(DEMO_SUBJECT, opening.library);
  return asset.kind === 'fault' ? asset.message : new Uint8Array(asset.bytes);
}
