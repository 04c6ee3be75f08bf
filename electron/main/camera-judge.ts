// Judges the camera that a page opened by the operator's settings and the kernel's own list, and tells the operator. Main process.

import {
  judgeCamera,
  type CameraJudgement,
  type CameraRefusal,
  type CameraRules,
  type KernelCamera,
  type OpenedCamera,
} from '#core/camera/index.ts';

export interface CameraJudgeOptions {
  /** A demo's camera is a program, whatever the rules say; every decision of a demo says that it is one. */
  readonly demo: boolean;
  readonly rules: CameraRules;
  /** Asked anew for every camera: one may have been plugged in. */
  readonly kernelCameras: () => readonly KernelCamera[] | null;
  readonly print: (line: string) => void;
}

export function createCameraJudge(
  options: CameraJudgeOptions,
): (opened: OpenedCamera) => CameraJudgement {
  const { demo, kernelCameras, print } = options;
  const rules = demo ? DEMO_RULES : options.rules;
  let said = '';
  if (!demo && rules.allowVirtual) print(OVERRIDE);
  return (opened) => {
    const judgement = judgeCamera(opened, rules, kernelCameras());
    const line = lineOf(judgement);
    // A page opens its camera again and again: one line for a camera, not one for each time.
    if (line !== said) print(line);
    said = line;
    return judgement;
  };
}

const DEMO_RULES: CameraRules = { pinned: null, allowVirtual: true };

const OVERRIDE =
  'camera: virtual cameras are allowed (camera.allowVirtual); whoever feeds one decides what this kiosk sees';

/** The name is the page's word: quoted, so that it cannot pass for anything else on a terminal. */
function lineOf(judgement: CameraJudgement): string {
  if (judgement.kind === 'refused') {
    return `camera-refused: ${JSON.stringify(judgement.label)} ${REFUSALS[judgement.why]}`;
  }
  const { label, virtual } = judgement.camera;
  return `camera: ${JSON.stringify(label)}${virtual ? ', virtual' : ''}`;
}

const REFUSALS: Readonly<Record<CameraRefusal, string>> = {
  virtual: 'is a virtual camera; connect a real one',
  'no-hardware': 'cannot be a camera: this system has none that is hardware; connect one',
  'not-the-pinned':
    'is not the camera of this door; connect the one that settings.json pins (camera.pinned)',
};
