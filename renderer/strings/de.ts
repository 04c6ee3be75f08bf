// German. Renderer.

import { duration, inDays, plural } from './plural.ts';
import type { Strings } from './strings.ts';

export const de: Strings = {
  product: 'Gatelight',
  languages: { label: 'Sprache', own: 'Deutsch' },
  sound: { label: 'Ton' },
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
      'camera-covered': 'Die Kamera zeigt nur Schwarz.',
      'camera-frozen': 'Die Kamera zeigt immer dasselbe Bild.',
      'host-unreachable': 'Die Verbindung ist abgebrochen und wird neu aufgebaut.',
      'starting-late': 'Der Start dauert länger als sonst.',
      'page-outdated': 'Das Gerät wurde aktualisiert und muss neu starten.',
    },
    camera: {
      'camera-missing': 'Die Kamera fehlt',
      'camera-forbidden': 'Die Kamera ist nicht freigegeben',
      'camera-busy': 'Die Kamera ist belegt',
      'camera-lost': 'Die Kamera wurde abgezogen',
      'camera-covered': 'Etwas verdeckt die Kamera',
      'camera-frozen': 'Das Bild steht still',
    },
    uncover: 'Bitte nehmen Sie weg, was sie verdeckt, oder machen Sie Licht.',
    recovers: 'Sie wird neu gestartet. Das dauert einige Sekunden.',
    mend: {
      'models-missing': '„gatelight doctor“ ausführen und installieren, was es nennt.',
      'models-altered': 'Die Modelle neu installieren, bevor jemand das Gerät benutzt.',
      'log-unavailable': 'Prüfen, ob die Platte da ist, Platz hat und beschreibbar ist.',
      'inference-down': 'Eine Minute warten. Bleibt es dabei, das Gerät neu starten.',
      'already-running': 'Das andere Fenster schließen.',
      'camera-refused': 'Die Kamera dieser Tür anschließen oder an der Konsole eine andere wählen.',
      'camera-missing': 'Eine Kamera anschließen. Sie wird von selbst gefunden.',
      'camera-forbidden': 'Diesem Programm in den Systemeinstellungen die Kamera erlauben.',
      'camera-busy': 'Das andere Programm schließen, das die Kamera benutzt.',
      'camera-lost': 'Kabel und Stecker prüfen. Es geht von selbst weiter.',
      'camera-covered': 'Blende öffnen, Abdeckung entfernen, Licht einschalten.',
      'camera-frozen': 'Bleibt es dabei, die Kamera ab- und wieder anstecken.',
      'host-unreachable': 'Bleibt es dabei, das Gerät neu starten.',
      'starting-late': 'Bleibt es dabei, das Gerät neu starten und „gatelight doctor“ ausführen.',
      'page-outdated': 'Den Kiosk neu starten.',
    },
    code: 'Für das Personal',
  },
  idle: {
    title: 'Willkommen',
    text: 'Sehen Sie in die Kamera. Es beginnt von selbst.',
    noticed: { title: 'Guten Tag', text: 'Gleich geht es los. Sehen Sie in die Kamera.' },
    moreTime: 'Ich brauche mehr Zeit',
    dark: 'Hier ist es dunkel. Etwas Licht würde helfen.',
    start: 'Starten',
    steps: [
      'Stellen Sie sich vor die Kamera',
      'Halten Sie kurz still',
      'Folgen Sie den Anweisungen',
    ],
    waiting: {
      title: 'Einen Moment, bitte',
      text: (seconds) =>
        `Sie können es in ${duration('de', seconds)} noch einmal versuchen. Wer als Nächstes kommt, muss nicht warten: Bitte treten Sie dann zur Seite.`,
    },
    privacy: 'Es werden keine Bilder gespeichert. Nichts verlässt dieses Gerät.',
    privacyKept:
      'Ein Bild kann verschlüsselt auf diesem Gerät aufbewahrt werden. Nichts verlässt es.',
    calibration: (id) => `Für das Personal: Kalibrierung ${id}.`,
    otherWay:
      'Sie möchten nicht von einer Kamera gesehen werden? Nehmen Sie den anderen Eingang oder wenden Sie sich an das Personal.',
  },
  privacy: {
    open: 'Was geschieht mit meinem Bild?',
    title: 'Ihr Bild und Ihre Daten',
    facts: [
      {
        title: 'Was angesehen wird',
        text: 'Die Kamera sieht Ihr Gesicht und Ihre Bewegungen an, nur um zu erkennen, ob wirklich ein Mensch da ist.',
      },
      {
        title: 'Wie lange',
        text: 'Etwa zehn Sekunden, solange Sie sich im Oval sehen. Brechen Sie ab oder gehen Sie weg, endet es sofort.',
      },
      {
        title: 'Was aufbewahrt wird',
        text: 'Kein Bild. Ergebnis, Grund und Uhrzeit bleiben auf diesem Gerät und nirgends sonst.',
      },
      {
        title: 'Wen Sie fragen können',
        text: 'Das Personal. Es kann Sie auch ohne Kamera einlassen.',
      },
    ],
    recognised:
      'Die Kamera sieht Ihr Gesicht und Ihre Bewegungen an, um zu erkennen, ob wirklich ein Mensch da ist und ob es jemand ist, der hier erfasst ist.',
    kept: (days) =>
      `Ein Bild der Sitzung kann verschlüsselt aufbewahrt werden, höchstens ${inDays('de', days)}. Dazu Ergebnis, Grund und Uhrzeit. Alles bleibt auf diesem Gerät.`,
    close: 'Zurück',
  },
  capture: {
    preview: 'Ihr Bild, wie in einem Spiegel',
    cancel: 'Abbrechen',
    moreTime: 'Mehr Zeit',
    moreTimeGiven: 'Sie haben jetzt mehr Zeit',
    match: 'Wie gut Ihr Gesicht in das Oval passt',
    positioning: 'Sehen Sie in die Kamera',
    placement: {
      offCentre: 'Bitte das Gesicht in die Mitte',
      left: 'Bitte etwas nach links',
      right: 'Bitte etwas nach rechts',
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
  otherWay: {
    open: 'Anders hinein',
    title: 'Ohne Kamera hinein',
    badge: 'Halten Sie Ihren Ausweis an den Leser',
    pin: 'Oder geben Sie Ihre PIN ein',
    spoken:
      'Halten Sie Ihren Ausweis an den Leser, geben Sie Ihre PIN ein oder rufen Sie das Personal.',
    typed: (digits) =>
      `${digits} ${plural('de', digits, { one: 'Ziffer', other: 'Ziffern' })} eingegeben`,
    erase: 'Letzte Ziffer löschen',
    enter: 'PIN absenden',
    call: 'Personal rufen',
    back: 'Zurück',
    titles: {
      wait: 'Einen Moment',
      granted: 'Vielen Dank',
      refused: 'Das hat nicht geklappt',
      'call-staff': 'Bitte warten Sie auf das Personal',
      'staff-called': 'Das Personal ist gerufen',
    },
    texts: {
      wait: 'Ihr Eintritt wird vermerkt.',
      granted: 'Die Tür ist offen. Bitte treten Sie ein.',
      'call-staff':
        'Die Tür ließ sich so nicht öffnen. Bitte warten Sie hier, oder nehmen Sie den anderen Eingang.',
      'staff-called': 'Bitte warten Sie hier. Wenn niemand kommt, nehmen Sie den anderen Eingang.',
    },
    refusals: {
      'not-known':
        'Dieser Ausweis oder diese PIN ist hier nicht bekannt. Versuchen Sie es noch einmal, oder rufen Sie das Personal.',
      'outside-schedule': 'Diese Tür ist um diese Zeit geschlossen. Das Personal hilft Ihnen.',
      'anti-passback':
        'Sie sind gerade erst eingetreten. Warten Sie einen Moment, oder rufen Sie das Personal.',
    },
    tooOften: (seconds) =>
      `Zu viele Versuche. Warten Sie ${duration('de', seconds)}, oder rufen Sie das Personal.`,
  },
  claim: {
    title: 'Wer sind Sie?',
    text: 'Halten Sie Ihren Ausweis an den Leser oder geben Sie Ihre PIN ein. Schauen Sie dann in die Kamera.',
    open: 'PIN eingeben',
  },
  enrol: {
    title: 'Darf diese Tür sich Ihr Gesicht merken?',
    what: 'Aus Bildern Ihres Gesichts werden 128 Zahlen gebildet, an denen diese Tür Sie wiedererkennt. Die Bilder werden nicht aufbewahrt.',
    where: (name) =>
      `Die Zahlen werden verschlüsselt auf diesem Gerät und nirgends sonst aufbewahrt, unter dem Namen ${name}.`,
    until: (date) =>
      date === null
        ? 'Sie bleiben, bis Sie sie löschen lassen.'
        : `Sie werden am ${date} gelöscht.`,
    withdraw:
      'Sie dürfen Nein sagen und sie jederzeit löschen lassen: Fragen Sie das Personal. Es gibt andere Wege hinein.',
    agree: 'Ich stimme zu',
    decline: 'Ich stimme nicht zu',
  },
  concluded: {
    done: 'Fertig',
    again: 'Noch einmal',
    closes: (seconds) => `Zurück zum Anfang in ${duration('de', seconds)}.`,
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
      'not-enrolled': 'Sie wurden hier nicht erkannt. Das Personal kann Ihnen helfen.',
      'not-the-holder':
        'Ihr Gesicht passt nicht zu diesem Ausweis oder dieser PIN. Das Personal kann Ihnen helfen.',
      'not-clear-who':
        'Es war nicht klar, wer Sie sind. Bitte versuchen Sie es bei gutem Licht noch einmal, oder fragen Sie das Personal.',
    },
  },
};
