// What would change in the settings, before it does. Renderer.

import type { ReactElement } from 'react';
import type { AnswerTo } from '#core/protocol/index.ts';
import { useWords } from '../strings/words.ts';
import type { Json } from './settings-draft.ts';

type Change = AnswerTo<{
  ask: 'settings:check';
  changes: Record<string, never>;
}>['changed'][number];

export function ChangesTable({ changed }: { readonly changed: readonly Change[] }): ReactElement {
  const { settings } = useWords();
  return (
    <div className="scroller">
      <table>
        <thead>
          <tr>
            {[settings.setting, settings.from, settings.to].map((each) => (
              <th key={each} scope="col">
                {each}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {changed.map(({ name, from, to, secret }) => (
            <tr key={name}>
              <th scope="row">
                {settings.fields[name]?.label ?? name}
                <small className="muted">{name}</small>
              </th>
              <td>{secret ? '•••' : <Value value={from} />}</td>
              <td>{secret ? settings.newSecret : <Value value={to} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Value({ value }: { readonly value: Json }): ReactElement {
  const { settings, none } = useWords();
  if (value === null || value === undefined) return <span className="muted">{none}</span>;
  if (typeof value === 'boolean') return <>{value ? settings.yes : settings.no}</>;
  return <>{typeof value === 'object' ? JSON.stringify(value) : String(value)}</>;
}
