// HTML from templates in which everything is text unless it is HTML already. CLI process.

/** Markup that was made by `html`, or that a library of ours drew. */
export interface Html {
  readonly markup: string;
}
type Insert = Html | string | number | readonly Insert[];

export function html(parts: TemplateStringsArray, ...inserts: readonly Insert[]): Html {
  return { markup: String.raw({ raw: parts }, ...inserts.map(markupOf)) };
}

/** Markup from a source that is trusted to escape what it was given. */
export const trusted = (markup: string): Html => ({ markup });

function markupOf(insert: Insert): string {
  if (typeof insert === 'number') return String(insert);
  if (typeof insert === 'string') return escapeText(insert);
  if ('markup' in insert) return insert.markup;
  return insert.map(markupOf).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeText = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
