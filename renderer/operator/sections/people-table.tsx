// A list of people from which one can be removed, after being asked. Renderer.

import { useState, type ReactElement, type ReactNode } from 'react';
import { Action } from '../parts/action.tsx';
import { Modal } from '../parts/modal.tsx';
import { useWords } from '../strings/words.ts';

interface PeopleRow {
  readonly key: string;
  readonly name: string;
  readonly cells: readonly ReactNode[];
  /** What else can be done with it. */
  readonly actions?: ReactNode;
}

export interface PeopleTableProps {
  readonly label: string;
  readonly columns: readonly string[];
  readonly rows: readonly PeopleRow[];
  readonly isBusy: boolean;
  /** Left out where nobody may be removed. */
  readonly onRemove?: (key: string) => void;
}

export function PeopleTable(props: PeopleTableProps): ReactElement {
  const { people, cancel, table } = useWords();
  const [asked, setAsked] = useState<PeopleRow | null>(null);
  const { label, columns, rows, isBusy, onRemove } = props;
  if (rows.length === 0) return <p className="muted">{people.nobody}</p>;
  return (
    <>
      <div className="scroller" tabIndex={0} role="region" aria-label={table(label)}>
        <table>
          <thead>
            <tr>
              {columns.map((each) => (
                <th key={each} scope="col">
                  {each}
                </th>
              ))}
              <th scope="col">
                <span className="visually-hidden">{people.remove}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                {row.cells.map((cell, index) => (
                  <td key={columns[index]}>{cell}</td>
                ))}
                <td className="number">
                  {row.actions}
                  {onRemove !== undefined && (
                    <Action
                      kind="quiet"
                      label={people.remove}
                      isBusy={isBusy}
                      onPress={() => setAsked(row)}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {asked !== null && (
        <Modal title={people.sure(asked.name)} onClose={() => setAsked(null)}>
          <p>{people.sureText}</p>
          <div className="row row--end">
            <Action label={cancel} onPress={() => setAsked(null)} />
            <Action
              kind="danger"
              label={people.remove}
              onPress={() => {
                onRemove?.(asked.key);
                setAsked(null);
              }}
            />
          </div>
        </Modal>
      )}
    </>
  );
}
