// What a host lays into the kiosk's page before the page's own script: no command of a browser's reaches it. Main process of either host.

import { SHORTCUTS } from './lockdown-shortcuts.ts';

/**
 * Runs first in every document, so that nothing of the page's can come before it. It refuses what a browser would make of a key, a
 * click, a wheel or a drop; the page's own listeners still hear them. Printing has no other handle: it is taken away. And it asks
 * for the screen to stay on, again whenever the page is shown, for the system takes that back when it is hidden.
 */
export const PAGE_GUARD = `(() => {
  'use strict';
  if (globalThis[Symbol.for('gatelight.guarded')]) return;
  Object.defineProperty(globalThis, Symbol.for('gatelight.guarded'), { value: true });
  const { editing, moving, functions, named } = ${JSON.stringify(SHORTCUTS)};
  const isForbidden = (event) => {
    const { key, ctrlKey, altKey, metaKey } = event;
    if (typeof key !== 'string') return false;
    if (new RegExp(functions, 'u').test(key) || new RegExp(named, 'u').test(key)) return true;
    if ((ctrlKey && altKey) || event.getModifierState?.('AltGraph')) return false;
    if (altKey) return key !== 'Alt';
    if (!ctrlKey && !metaKey) return false;
    if (key === 'Control' || key === 'Meta' || moving.split(' ').includes(key)) return false;
    return !(key.length === 1 && editing.includes(key.toLowerCase()));
  };
  const refuse = (event) => event.preventDefault();
  const on = (type, listener) => addEventListener(type, listener, { capture: true, passive: false });
  for (const type of ['contextmenu', 'dragstart', 'dragover', 'drop', 'auxclick', 'gesturestart']) on(type, refuse);
  on('wheel', (event) => { if (event.ctrlKey) refuse(event); });
  on('keydown', (event) => { if (isForbidden(event)) refuse(event); });
  // The middle button scrolls by itself or opens a link elsewhere, the fourth and fifth go back and forth.
  for (const type of ['mousedown', 'mouseup']) on(type, (event) => { if (event.button !== 0 && event.button !== 2) refuse(event); });
  for (const name of ['print', 'open']) {
    Object.defineProperty(globalThis, name, { value: () => null, writable: false, configurable: false });
  }
  const stayAwake = () => {
    if (document.visibilityState === 'visible') navigator.wakeLock?.request('screen').catch(() => undefined);
  };
  document.addEventListener('visibilitychange', stayAwake);
  stayAwake();
})();`;
