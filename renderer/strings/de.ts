// German. Renderer.

import { plural } from './plural.ts';
import type { Strings } from './strings.ts';

export const de: Strings = {
  product: 'Gatelight',
  demo: { badge: 'Demo', explanation: 'Kamera und Tür simuliert' },
  starting: { title: 'Gleich bereit', text: 'Das dauert einige Sekunden.' },
  notReady: {
    title: 'Dieser Eingang ist gerade nicht verfügbar',
    otherWay: 'Bitte nehmen Sie den anderen Eingang oder wenden Sie sich an das Personal.',
    faults: {
      'models-missing': 'Das Gerät ist nicht vollständig eingerichtet.',
      'models-altered': 'Dateien weichen von der Installation ab.',
      'log-unavailable': 'Es können keine Aufzeichnungen geführt werden.',
      'inference-down': 'Ein Teil des Geräts startet neu.',
      'already-running': 'Das Gerät wird schon in einem anderen Fenster benutzt.',
      'camera-missing': 'Es ist keine Kamera angeschlossen.',
      'camera-forbidden': 'Das Gerät darf seine Kamera nicht benutzen.',
      'camera-refused': 'Diese Kamera ist nicht die Kamera dieser Tür.',
      'camera-busy': 'Ein anderes Programm benutzt die Kamera.',
      'camera-lost': 'Die Kamera wurde getrennt.',
      'host-unreachable': 'Die Verbindung ist abgebrochen und wird neu aufgebaut.',
      'page-outdated': 'Das Gerät wurde aktualisiert und muss neu starten.',
    },
    code: 'Für das Personal',
  },
  idle: {
    title: 'Willkommen',
    text: 'Sehen Sie in die Kamera, um die Tür zu öffnen.',
    start: 'Starten',
    steps: [
      'Stellen Sie sich vor die Kamera',
      'Halten Sie kurz still',
      'Folgen Sie den Anweisungen',
    ],
    waiting: {
      title: 'Einen Moment, bitte',
      text: (seconds) =>
        `Sie können es in ${seconds} ${plural('de', seconds, { one: 'Sekunde', other: 'Sekunden' })} noch einmal versuchen. Wer als Nächstes kommt, muss nicht warten: Bitte treten Sie dann zur Seite.`,
    },
    privacy: 'Es werden keine Bilder gespeichert. Nichts verlässt dieses Gerät.',
    calibration: (id) => `Für das Personal: Kalibrierung ${id}.`,
    otherWay:
      'Sie möchten nicht von einer Kamera gesehen werden? Nehmen Sie den anderen Eingang oder wenden Sie sich an das Personal.',
  },
  capture: {
    preview: 'Ihr Bild, wie in einem Spiegel',
    cancel: 'Abbrechen',
    positioning: 'Sehen Sie in die Kamera',
    placement: {
      offCentre: 'Bitte das Gesicht in die Mitte',
      far: 'Kommen Sie etwas näher',
      near: 'Gehen Sie etwas zurück',
      good: 'Gut. Bleiben Sie so',
      unseen: 'Bitte das Gesicht in das Oval',
    },
    passive: 'Bitte stillhalten',
    passiveText: 'Sehen Sie in die Kamera',
    straight: 'Sehen Sie geradeaus',
    straightText: 'Halten Sie kurz still',
    actions: {
      BLINK: 'Blinzeln Sie',
      'LOOK LEFT': 'Drehen Sie den Kopf nach links',
      'LOOK RIGHT': 'Drehen Sie den Kopf nach rechts',
      'LOOK UP': 'Heben Sie den Kopf',
      'LOOK DOWN': 'Senken Sie den Kopf',
      SMILE: 'Lächeln Sie',
    },
    actionText: {
      BLINK: 'Beide Augen schließen und wieder öffnen',
      'LOOK LEFT': 'Dem Pfeil folgen und so bleiben',
      'LOOK RIGHT': 'Dem Pfeil folgen und so bleiben',
      'LOOK UP': 'Das Kinn heben und so bleiben',
      'LOOK DOWN': 'Das Kinn senken und so bleiben',
      SMILE: 'Lächeln Sie kurz weiter',
    },
    passed: (passed, total) => `${passed} von ${total} erledigt`,
  },
  hints: {
    FACE_NOT_FOUND: 'Stellen Sie sich vor die Kamera',
    TOO_MANY_FACES: 'Bitte nur eine Person',
    FACE_TOO_SMALL: 'Kommen Sie etwas näher',
    FACE_TOO_CLOSE: 'Gehen Sie etwas zurück',
    FACE_CLOSE_TO_BORDER: 'Bitte das Gesicht in die Mitte',
    FACE_CROPPED: 'Bitte das ganze Gesicht ins Bild',
    FACE_ANGLE_TOO_LARGE: 'Wenden Sie sich der Kamera zu',
    FACE_IS_OCCLUDED: 'Bitte Augen, Nase und Mund frei machen',
    TOO_DARK: 'Zu dunkel. Drehen Sie sich zum Licht',
    TOO_BRIGHT: 'Zu hell. Drehen Sie sich vom Licht weg',
    BLURRED: 'Das Bild ist unscharf. Bitte stillhalten',
    EYES_CLOSED: 'Öffnen Sie die Augen',
    HOLD_STILL: 'Bitte stillhalten',
  },
  concluded: {
    titles: {
      wait: 'Einen Moment',
      granted: 'Vielen Dank',
      denied: 'Das hat nicht geklappt',
      'call-staff': 'Bitte holen Sie Hilfe',
    },
    texts: {
      wait: 'Ihre Prüfung wird abgeschlossen.',
      granted: 'Die Tür ist offen. Bitte treten Sie ein.',
      denied:
        'Die Tür bleibt zu. Treten Sie erst zur Seite und kommen Sie dann wieder. Sie können auch den anderen Eingang nehmen.',
      'call-staff': 'Die Tür ließ sich nicht öffnen. Bitte warten Sie auf das Personal.',
    },
    advice: {
      'try-again': 'Bitte versuchen Sie es noch einmal: in die Kamera sehen und stillhalten.',
      'follow-prompts': 'Bitte versuchen Sie es noch einmal und folgen Sie den Anweisungen.',
      'stay-in-view': 'Bitte versuchen Sie es noch einmal und bleiben Sie mit dem Gesicht im Oval.',
      'one-person': 'Bitte versuchen Sie es noch einmal, nur eine Person zur Zeit.',
      'ask-staff': 'Das Personal kann Sie einlassen.',
    },
  },
};
