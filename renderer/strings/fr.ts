// French. Renderer. The space before a colon or a question mark does not break.

import { duration, inDays, plural } from './plural.ts';
import type { Strings } from './strings.ts';

export const fr: Strings = {
  product: 'Gatelight',
  languages: { label: 'Langue', own: 'Français' },
  sound: { label: 'Son' },
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
      'camera-covered': 'La caméra ne montre que du noir.',
      'camera-frozen': 'La caméra montre toujours la même image.',
      'host-unreachable': 'La connexion est perdue, nouvel essai en cours.',
      'starting-late': 'Le démarrage est plus long que d’habitude.',
      'page-outdated': 'L’appareil a été mis à jour et doit redémarrer.',
    },
    camera: {
      'camera-missing': 'La caméra manque',
      'camera-forbidden': 'La caméra n’est pas autorisée',
      'camera-busy': 'La caméra est occupée',
      'camera-lost': 'La caméra a été débranchée',
      'camera-covered': 'Quelque chose cache la caméra',
      'camera-frozen': 'L’image est figée',
    },
    uncover: 'Retirez ce qui la cache ou allumez la lumière.',
    recovers: 'Elle redémarre. Cela prend quelques secondes.',
    mend: {
      'models-missing': 'Lancez «\u{a0}gatelight doctor\u{a0}» et installez ce qu’il indique.',
      'models-altered': 'Réinstallez les modèles avant toute utilisation.',
      'log-unavailable':
        'Vérifiez que le disque est là, qu’il a de la place et qu’on peut y écrire.',
      'inference-down': 'Attendez une minute. Si cela persiste, redémarrez la machine.',
      'already-running': 'Fermez l’autre fenêtre.',
      'camera-refused':
        'Branchez la caméra de cette porte ou choisissez-en une autre sur la console.',
      'camera-missing': 'Branchez une caméra. Elle sera trouvée d’elle-même.',
      'camera-forbidden':
        'Autorisez ce programme à utiliser la caméra dans les réglages du système.',
      'camera-busy': 'Fermez l’autre programme qui utilise la caméra.',
      'camera-lost': 'Vérifiez le câble et la prise. La suite est automatique.',
      'camera-covered': 'Ouvrez le volet, retirez le cache, allumez la lumière.',
      'camera-frozen': 'Si cela persiste, débranchez puis rebranchez la caméra.',
      'host-unreachable': 'Si cela persiste, redémarrez la machine.',
      'starting-late':
        'Si cela persiste, redémarrez la machine et lancez «\u{a0}gatelight doctor\u{a0}».',
      'page-outdated': 'Redémarrez la borne.',
    },
    code: 'Pour le personnel',
  },
  idle: {
    title: 'Bienvenue',
    text: 'Regardez la caméra. Cela commence tout seul.',
    noticed: { title: 'Bonjour', text: 'Cela commence dans un instant. Regardez la caméra.' },
    moreTime: 'J’ai besoin de plus de temps',
    dark: 'Il fait sombre ici. Un peu de lumière aiderait.',
    start: 'Commencer',
    steps: [
      'Placez-vous devant la caméra',
      'Ne bougez pas un instant',
      'Suivez les consignes à l’écran',
    ],
    waiting: {
      title: 'Un instant, s’il vous plaît',
      text: (seconds) =>
        `Vous pourrez réessayer dans ${duration('fr', seconds)}. Si quelqu’un attend derrière vous, laissez-lui la place\u{a0}: cette personne peut passer tout de suite.`,
    },
    privacy: 'Aucune image n’est conservée. Rien ne quitte cet appareil.',
    privacyKept: 'Une image peut être conservée, chiffrée, sur cet appareil. Rien ne le quitte.',
    calibration: (id) => `Pour le personnel\u{a0}: calibrage ${id}.`,
    otherWay:
      'Vous préférez ne pas être vu par une caméra\u{202f}? Prenez l’autre entrée ou adressez-vous au personnel.',
  },
  privacy: {
    open: 'Que devient mon image\u{202f}?',
    title: 'Votre image et vos données',
    facts: [
      {
        title: 'Ce qui est regardé',
        text: 'La caméra regarde votre visage et vos mouvements, seulement pour savoir si une personne est vraiment là.',
      },
      {
        title: 'Pendant combien de temps',
        text: 'Environ dix secondes, tant que vous vous voyez dans l’ovale. Si vous annulez ou partez, cela s’arrête aussitôt.',
      },
      {
        title: 'Ce qui est conservé',
        text: 'Aucune image. Le résultat, son motif et l’heure restent sur cet appareil et nulle part ailleurs.',
      },
      {
        title: 'À qui s’adresser',
        text: 'Au personnel. Il peut aussi vous faire entrer sans la caméra.',
      },
    ],
    recognised:
      'La caméra regarde votre visage et vos mouvements, pour savoir si une personne est vraiment là et si elle est enregistrée ici.',
    kept: (days) =>
      `Une image de la séance peut être conservée, chiffrée, pendant ${inDays('fr', days)} au plus. Le résultat, son motif et l’heure aussi. Tout reste sur cet appareil.`,
    close: 'Retour',
  },
  capture: {
    preview: 'Votre image, comme dans un miroir',
    cancel: 'Annuler',
    moreTime: 'Plus de temps',
    moreTimeGiven: 'Vous avez maintenant plus de temps',
    match: 'Votre visage par rapport à l’ovale',
    positioning: 'Regardez la caméra',
    placement: {
      offCentre: 'Placez votre visage au milieu',
      left: 'Allez un peu à gauche',
      right: 'Allez un peu à droite',
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
    TOO_DARK: 'Trop sombre. Allez vers la lumière',
    TOO_BRIGHT: 'Trop clair. Tournez le dos à la lumière',
    BLURRED: 'L’image est floue. Ne bougez pas',
    EYES_CLOSED: 'Ouvrez les yeux',
    HOLD_STILL: 'Ne bougez pas',
  },
  otherWay: {
    open: 'Entrer autrement',
    title: 'Entrer sans la caméra',
    badge: 'Présentez votre badge au lecteur',
    pin: 'Ou saisissez votre code PIN',
    spoken: 'Présentez votre badge au lecteur, saisissez votre code PIN ou appelez le personnel.',
    typed: (digits) =>
      `${digits} ${plural('fr', digits, { one: 'chiffre saisi', other: 'chiffres saisis' })}`,
    erase: 'Effacer le dernier chiffre',
    enter: 'Valider le code PIN',
    call: 'Appeler le personnel',
    back: 'Retour',
    titles: {
      wait: 'Un instant',
      granted: 'Merci',
      refused: 'Cela n’a pas fonctionné',
      'call-staff': 'Veuillez attendre le personnel',
      'staff-called': 'Le personnel est prévenu',
    },
    texts: {
      wait: 'Votre entrée est en cours d’enregistrement.',
      granted: 'La porte est ouverte. Entrez, je vous prie.',
      'call-staff':
        'La porte n’a pas pu être ouverte ainsi. Attendez ici ou prenez l’autre entrée.',
      'staff-called': 'Veuillez attendre ici. Si personne ne vient, prenez l’autre entrée.',
    },
    refusals: {
      'not-known':
        'Ce badge ou ce code PIN n’est pas connu ici. Réessayez ou appelez le personnel.',
      'outside-schedule': 'Cette porte est fermée à cette heure. Le personnel peut vous aider.',
      'anti-passback': 'Vous venez d’entrer. Attendez un instant ou appelez le personnel.',
    },
    tooOften: (seconds) =>
      `Trop d’essais. Attendez ${duration('fr', seconds)} ou appelez le personnel.`,
  },
  claim: {
    title: 'Qui êtes-vous ?',
    text: 'Présentez votre badge au lecteur ou saisissez votre code. Regardez ensuite la caméra.',
    open: 'Saisir un code',
  },
  enrol: {
    title: 'Cette porte peut-elle mémoriser votre visage ?',
    what: 'À partir d’images de votre visage, 128 nombres sont calculés pour que cette porte vous reconnaisse. Les images ne sont pas conservées.',
    where: (name) =>
      `Les nombres sont conservés chiffrés sur cet appareil et nulle part ailleurs, sous le nom ${name}.`,
    until: (date) =>
      date === null
        ? 'Ils sont conservés jusqu’à ce que vous les fassiez effacer.'
        : `Ils sont effacés le ${date}.`,
    withdraw:
      'Vous pouvez refuser, et les faire effacer à tout moment : adressez-vous au personnel. Il existe d’autres moyens d’entrer.',
    agree: 'J’accepte',
    decline: 'Je n’accepte pas',
  },
  concluded: {
    done: 'Terminé',
    again: 'Réessayer',
    closes: (seconds) => `Retour à l’accueil dans ${duration('fr', seconds)}.`,
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
      'not-enrolled': 'Vous n’avez pas été reconnu ici. Le personnel peut vous aider.',
      'not-the-holder':
        'Votre visage ne correspond pas à ce badge ou à ce code. Le personnel peut vous aider.',
      'not-clear-who':
        'Votre identité n’a pas pu être établie clairement. Réessayez avec un bon éclairage ou adressez-vous au personnel.',
    },
  },
};
