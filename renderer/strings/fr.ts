// French. Renderer. The space before a colon or a question mark does not break.

import { plural } from './plural.ts';
import type { Strings } from './strings.ts';

export const fr: Strings = {
  product: 'Gatelight',
  demo: { badge: 'Démo', explanation: 'caméra et porte simulées' },
  starting: { title: 'Préparation', text: 'Cela prend quelques secondes.' },
  notReady: {
    title: 'Cette entrée n’est pas disponible pour le moment',
    otherWay: 'Prenez l’autre entrée ou adressez-vous au personnel.',
    faults: {
      'models-missing': 'L’installation n’est pas complète.',
      'models-altered': 'Ses fichiers ne sont pas ceux qui ont été installés.',
      'log-unavailable': 'L’appareil ne peut pas tenir son registre.',
      'inference-down': 'Une partie de l’appareil redémarre.',
      'already-running': 'L’appareil est déjà utilisé dans une autre fenêtre.',
      'camera-missing': 'Aucune caméra n’est branchée.',
      'camera-forbidden': 'L’appareil n’a pas le droit d’utiliser sa caméra.',
      'camera-refused': 'Cette caméra n’est pas celle de cette porte.',
      'camera-busy': 'Un autre programme utilise la caméra.',
      'camera-lost': 'La caméra a été débranchée.',
      'host-unreachable': 'La connexion est perdue, nouvel essai en cours.',
      'page-outdated': 'L’appareil a été mis à jour et doit redémarrer.',
    },
    code: 'Pour le personnel',
  },
  idle: {
    title: 'Bienvenue',
    text: 'Regardez la caméra pour ouvrir la porte.',
    start: 'Commencer',
    steps: [
      'Placez-vous devant la caméra',
      'Ne bougez pas un instant',
      'Suivez les consignes à l’écran',
    ],
    waiting: {
      title: 'Un instant, s’il vous plaît',
      text: (seconds) =>
        `Vous pourrez réessayer dans ${seconds} ${plural('fr', seconds, { one: 'seconde', other: 'secondes' })}. Si quelqu’un attend derrière vous, laissez-lui la place\u{a0}: cette personne peut passer tout de suite.`,
    },
    privacy: 'Aucune image n’est conservée. Rien ne quitte cet appareil.',
    calibration: (id) => `Pour le personnel\u{a0}: calibrage ${id}.`,
    otherWay:
      'Vous préférez ne pas être vu par une caméra\u{202f}? Prenez l’autre entrée ou adressez-vous au personnel.',
  },
  capture: {
    preview: 'Votre image, comme dans un miroir',
    cancel: 'Annuler',
    positioning: 'Regardez la caméra',
    placement: {
      offCentre: 'Placez votre visage au milieu',
      far: 'Approchez-vous un peu',
      near: 'Reculez un peu',
      good: 'Bien. Restez ainsi',
      unseen: 'Placez votre visage dans l’ovale',
    },
    passive: 'Ne bougez pas',
    passiveText: 'Regardez la caméra',
    straight: 'Regardez droit devant vous',
    straightText: 'Ne bougez pas un instant',
    actions: {
      BLINK: 'Clignez des yeux',
      'LOOK LEFT': 'Tournez la tête à gauche',
      'LOOK RIGHT': 'Tournez la tête à droite',
      'LOOK UP': 'Levez la tête',
      'LOOK DOWN': 'Baissez la tête',
      SMILE: 'Souriez',
    },
    actionText: {
      BLINK: 'Fermez les deux yeux, puis rouvrez-les',
      'LOOK LEFT': 'Suivez la flèche et restez ainsi',
      'LOOK RIGHT': 'Suivez la flèche et restez ainsi',
      'LOOK UP': 'Levez le menton et restez ainsi',
      'LOOK DOWN': 'Baissez le menton et restez ainsi',
      SMILE: 'Continuez de sourire un instant',
    },
    passed: (passed, total) =>
      `${passed} sur ${total} ${plural('fr', passed, { one: 'terminé', other: 'terminés' })}`,
  },
  hints: {
    FACE_NOT_FOUND: 'Placez-vous devant la caméra',
    TOO_MANY_FACES: 'Une personne à la fois',
    FACE_TOO_SMALL: 'Approchez-vous un peu',
    FACE_TOO_CLOSE: 'Reculez un peu',
    FACE_CLOSE_TO_BORDER: 'Placez votre visage au milieu',
    FACE_CROPPED: 'Montrez votre visage en entier',
    FACE_ANGLE_TOO_LARGE: 'Tournez-vous vers la caméra',
    FACE_IS_OCCLUDED: 'Découvrez vos yeux, nez et bouche',
    TOO_DARK: 'Trop sombre. Tournez-vous vers la lumière',
    TOO_BRIGHT: 'Trop clair. Tournez le dos à la lumière',
    BLURRED: 'L’image est floue. Ne bougez pas',
    EYES_CLOSED: 'Ouvrez les yeux',
    HOLD_STILL: 'Ne bougez pas',
  },
  concluded: {
    titles: {
      wait: 'Un instant',
      granted: 'Merci',
      denied: 'Cela n’a pas marché',
      'call-staff': 'Demandez de l’aide',
    },
    texts: {
      wait: 'La vérification se termine.',
      granted: 'La porte est ouverte. Entrez, je vous prie.',
      denied:
        'La porte reste fermée. Écartez-vous d’abord, puis revenez. Vous pouvez aussi prendre l’autre entrée.',
      'call-staff': 'La porte n’a pas pu être ouverte. Attendez le personnel, s’il vous plaît.',
    },
    advice: {
      'try-again': 'Réessayez\u{a0}: regardez la caméra et ne bougez pas.',
      'follow-prompts': 'Réessayez et suivez les consignes à l’écran.',
      'stay-in-view': 'Réessayez et gardez votre visage dans l’ovale.',
      'one-person': 'Réessayez, une personne à la fois.',
      'ask-staff': 'Le personnel peut vous faire entrer.',
    },
  },
};
