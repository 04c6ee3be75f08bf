// Which keys a kiosk's page may have: what types and edits, never what commands a browser. Main process of either host.

/** As the browser names a key that is pressed. */
export interface PressedKey {
  readonly key: string;
  readonly control: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
}

/** Said as data, because the page's guard has to know the same. */
export const SHORTCUTS = {
  /** With Ctrl or Cmd: select all, copy, paste, cut, undo, redo. */
  editing: 'acvxzy',
  /** With Ctrl, in a field: by words, and to its ends. */
  moving: 'ArrowLeft ArrowRight Home End Backspace Delete',
  /** Help, find, reload, address bar, menu, caret browsing, full screen, tools. F2 asks for the operator's sign-in. */
  functions: '^F(1|[3-9]|1\\d|2[0-4])$',
  /** Keys of their own on some keyboards, and what a screen reader does not need. */
  named:
    '^(Browser|Launch|Media|Zoom).*$|^(ContextMenu|Print|PrintScreen|Help|Open|Save|Find|New|Close|Props)$',
} as const;

/** A key that would do something to the window rather than to what is typed. */
export function isForbiddenKey({ key, control, alt, meta }: PressedKey): boolean {
  if (new RegExp(SHORTCUTS.functions, 'u').test(key)) return true;
  if (new RegExp(SHORTCUTS.named, 'u').test(key)) return true;
  // Both together are AltGr, with which people type, or the chord of the operator's sign-in.
  if (control && alt) return false;
  if (alt) return key !== 'Alt';
  if (!control && !meta) return false;
  if (key === 'Control' || key === 'Meta') return false;
  if (SHORTCUTS.moving.split(' ').includes(key)) return false;
  return !(key.length === 1 && SHORTCUTS.editing.includes(key.toLowerCase()));
}
