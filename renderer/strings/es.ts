// Spanish. Renderer.

import { plural } from './plural.ts';
import type { Strings } from './strings.ts';

export const es: Strings = {
  product: 'Gatelight',
  demo: { badge: 'Demo', explanation: 'cámara y puerta simuladas' },
  starting: { title: 'Preparando', text: 'Tardará unos segundos.' },
  notReady: {
    title: 'Esta entrada no está disponible en este momento',
    otherWay: 'Use la otra entrada o pida ayuda al personal.',
    faults: {
      'models-missing': 'La instalación no está completa.',
      'models-altered': 'Sus archivos no coinciden con los instalados.',
      'log-unavailable': 'No puede guardar sus registros.',
      'inference-down': 'Una de sus partes se está reiniciando.',
      'already-running': 'Ya se está usando en otra ventana.',
      'camera-missing': 'No hay ninguna cámara conectada.',
      'camera-forbidden': 'No tiene permiso para usar su cámara.',
      'camera-refused': 'Esta cámara no es la de esta puerta.',
      'camera-busy': 'Otro programa está usando su cámara.',
      'camera-lost': 'Su cámara se ha desconectado.',
      'host-unreachable': 'Ha perdido la conexión y lo está intentando de nuevo.',
      'page-outdated': 'Se ha actualizado y hay que reiniciarlo.',
    },
    code: 'Para el personal',
  },
  idle: {
    title: 'Le damos la bienvenida',
    text: 'Mire a la cámara para abrir la puerta.',
    start: 'Empezar',
    steps: [
      'Colóquese delante de la cámara',
      'Quédese quieto un momento',
      'Haga lo que pida la pantalla',
    ],
    waiting: {
      title: 'Un momento, por favor',
      text: (seconds) =>
        `Podrá intentarlo de nuevo en ${seconds} ${plural('es', seconds, { one: 'segundo', other: 'segundos' })}. Si hay alguien detrás, déjele pasar: esa persona no tiene que esperar.`,
    },
    privacy: 'No se guarda ninguna imagen. Nada sale de este aparato.',
    calibration: (id) => `Para el personal: calibración ${id}.`,
    otherWay: '¿Prefiere que no le vea una cámara? Use la otra entrada o pida ayuda al personal.',
  },
  capture: {
    preview: 'Su imagen, como en un espejo',
    cancel: 'Cancelar',
    positioning: 'Mire a la cámara',
    placement: {
      offCentre: 'Lleve la cara al centro',
      far: 'Acérquese un poco',
      near: 'Aléjese un poco',
      good: 'Bien. Siga así',
      unseen: 'Ponga la cara dentro del óvalo',
    },
    passive: 'No se mueva',
    passiveText: 'Mire a la cámara',
    straight: 'Mire al frente',
    straightText: 'No se mueva un momento',
    actions: {
      BLINK: 'Parpadee',
      'LOOK LEFT': 'Gire la cabeza a la izquierda',
      'LOOK RIGHT': 'Gire la cabeza a la derecha',
      'LOOK UP': 'Levante la cabeza',
      'LOOK DOWN': 'Baje la cabeza',
      SMILE: 'Sonría',
    },
    actionText: {
      BLINK: 'Cierre los dos ojos y vuelva a abrirlos',
      'LOOK LEFT': 'Siga la flecha y quédese así',
      'LOOK RIGHT': 'Siga la flecha y quédese así',
      'LOOK UP': 'Suba la barbilla y quédese así',
      'LOOK DOWN': 'Baje la barbilla y quédese así',
      SMILE: 'Siga sonriendo un momento',
    },
    passed: (passed, total) =>
      `${plural('es', passed, { one: 'Hecho', other: 'Hechos' })}: ${passed} de ${total}`,
  },
  hints: {
    FACE_NOT_FOUND: 'Colóquese delante de la cámara',
    TOO_MANY_FACES: 'De uno en uno, por favor',
    FACE_TOO_SMALL: 'Acérquese un poco',
    FACE_TOO_CLOSE: 'Aléjese un poco',
    FACE_CLOSE_TO_BORDER: 'Lleve la cara al centro',
    FACE_CROPPED: 'Ponga toda la cara en la imagen',
    FACE_ANGLE_TOO_LARGE: 'Póngase de frente a la cámara',
    FACE_IS_OCCLUDED: 'Descúbrase los ojos, la nariz y la boca',
    TOO_DARK: 'Está muy oscuro. Gírese hacia la luz',
    TOO_BRIGHT: 'Hay demasiada luz. Dele la espalda',
    BLURRED: 'La imagen está borrosa. No se mueva',
    EYES_CLOSED: 'Abra los ojos',
    HOLD_STILL: 'No se mueva',
  },
  concluded: {
    titles: {
      wait: 'Un momento',
      granted: 'Gracias',
      denied: 'No ha funcionado',
      'call-staff': 'Pida ayuda, por favor',
    },
    texts: {
      wait: 'Se está terminando la comprobación.',
      granted: 'La puerta está abierta. Adelante.',
      denied:
        'La puerta sigue cerrada. Apártese primero y vuelva después. También puede usar la otra entrada.',
      'call-staff': 'No se ha podido abrir la puerta. Espere al personal, por favor.',
    },
    advice: {
      'try-again': 'Inténtelo de nuevo: mire a la cámara y no se mueva.',
      'follow-prompts': 'Inténtelo de nuevo y haga lo que pida la pantalla.',
      'stay-in-view': 'Inténtelo de nuevo y mantenga la cara en el óvalo.',
      'one-person': 'Inténtelo de nuevo, de uno en uno.',
      'ask-staff': 'El personal puede dejarle entrar.',
    },
  },
};
