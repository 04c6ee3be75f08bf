// English. Renderer.

import { plural } from './plural.ts';
import type { Strings } from './strings.ts';

export const en: Strings = {
  product: 'Gatelight',
  demo: { badge: 'Demo', explanation: 'simulated camera and door' },
  starting: { title: 'Getting ready', text: 'This takes a few seconds.' },
  notReady: {
    title: 'This entrance is not available right now',
    otherWay: 'Please use the other entrance, or ask a member of staff.',
    faults: {
      'models-missing': 'It has not been set up completely.',
      'models-altered': 'Its files do not match what was installed.',
      'log-unavailable': 'It cannot keep its records.',
      'inference-down': 'It is restarting a part of itself.',
      'already-running': 'It is already in use by another window.',
      'camera-missing': 'No camera is connected.',
      'camera-forbidden': 'It is not allowed to use its camera.',
      'camera-refused': 'This camera is not the one that this door uses.',
      'camera-busy': 'Its camera is used by another program.',
      'camera-lost': 'Its camera was disconnected.',
      'host-unreachable': 'It has lost its connection and is trying again.',
      'page-outdated': 'It has been updated and needs a restart.',
    },
    code: 'For staff',
  },
  idle: {
    title: 'Welcome',
    text: 'Look at the camera to open the door.',
    start: 'Start',
    steps: ['Stand in front of the camera', 'Hold still for a moment', 'Do what the screen asks'],
    waiting: {
      title: 'One moment, please',
      text: (seconds) =>
        `You can try again in ${seconds} ${plural('en', seconds, { one: 'second', other: 'seconds' })}. If someone else is next, step aside: they need not wait.`,
    },
    privacy: 'No pictures are kept. Nothing leaves this device.',
    calibration: (id) => `For staff: calibration ${id}.`,
    otherWay:
      'You would rather not be seen by a camera? Use the other entrance, or ask a member of staff.',
  },
  capture: {
    preview: 'Your picture, as in a mirror',
    cancel: 'Cancel',
    positioning: 'Look at the camera',
    placement: {
      offCentre: 'Move your face into the middle',
      far: 'Come a little closer',
      near: 'Step back a little',
      good: 'Good. Stay like this',
      unseen: 'Bring your face into the oval',
    },
    passive: 'Hold still',
    passiveText: 'Look at the camera',
    straight: 'Look straight ahead',
    straightText: 'Hold still for a moment',
    actions: {
      BLINK: 'Blink',
      'LOOK LEFT': 'Turn your head left',
      'LOOK RIGHT': 'Turn your head right',
      'LOOK UP': 'Tilt your head up',
      'LOOK DOWN': 'Tilt your head down',
      SMILE: 'Smile',
    },
    actionText: {
      BLINK: 'Close both eyes and open them again',
      'LOOK LEFT': 'Follow the arrow and stay there',
      'LOOK RIGHT': 'Follow the arrow and stay there',
      'LOOK UP': 'Raise your chin and stay there',
      'LOOK DOWN': 'Lower your chin and stay there',
      SMILE: 'Keep smiling for a moment',
    },
    passed: (passed, total) => `${passed} of ${total} done`,
  },
  hints: {
    FACE_NOT_FOUND: 'Stand in front of the camera',
    TOO_MANY_FACES: 'One person at a time, please',
    FACE_TOO_SMALL: 'Come a little closer',
    FACE_TOO_CLOSE: 'Step back a little',
    FACE_CLOSE_TO_BORDER: 'Move your face into the middle',
    FACE_CROPPED: 'Bring your whole face into the picture',
    FACE_ANGLE_TOO_LARGE: 'Face the camera',
    FACE_IS_OCCLUDED: 'Uncover your eyes, nose and mouth',
    TOO_DARK: 'It is too dark. Turn towards the light',
    TOO_BRIGHT: 'It is too bright. Turn away from the light',
    BLURRED: 'The picture is blurred. Hold still',
    EYES_CLOSED: 'Open your eyes',
    HOLD_STILL: 'Hold still',
  },
  concluded: {
    titles: {
      wait: 'One moment',
      granted: 'Thank you',
      denied: 'That did not work',
      'call-staff': 'Please ask for help',
    },
    texts: {
      wait: 'Your check is being completed.',
      granted: 'The door is open. Please come in.',
      denied:
        'The door stays closed. Step aside first, then come back. You can also use the other entrance.',
      'call-staff': 'The door could not be opened. Please wait for staff.',
    },
    advice: {
      'try-again': 'Please try again: look at the camera and hold still.',
      'follow-prompts': 'Please try again and do what the screen asks.',
      'stay-in-view': 'Please try again and keep your face in the oval.',
      'one-person': 'Please try again, one person at a time.',
      'ask-staff': 'A member of staff can let you in.',
    },
  },
};
