// The decision log: filters, the entries page by page, what they come to over time, export and verification. Renderer.

import { useState, type ReactElement } from 'react';
import type { NamedEntry } from '#core/protocol/index.ts';
import { Panel } from '../parts/panel.tsx';
import { useWords } from '../strings/words.ts';
import { Details } from './decisions-details.tsx';
import { ENTRIES, filterOf, Filters, type Wanted } from './decisions-filters.tsx';
import { Proofs } from './decisions-proofs.tsx';
import { Entries } from './decisions-table.tsx';
import { Tally } from './decisions-tally.tsx';

export function Decisions(): ReactElement {
  const words = useWords();
  const [wanted, setWanted] = useState<Wanted>(ENTRIES);
  // Once for each choice: a filter that moved with the clock would never have been asked before.
  const [filter, setFilter] = useState(() => filterOf(ENTRIES, Date.now()));
  const [shown, setShown] = useState<NamedEntry | null>(null);
  return (
    <div className="decisions">
      <Panel area="filters" title={words.desk.sections.decisions} side={<Proofs filter={filter} />}>
        <Filters
          wanted={wanted}
          onChange={(next) => {
            setWanted(next);
            setFilter(filterOf(next, Date.now()));
          }}
        />
      </Panel>
      <Tally filter={filter} />
      <Entries filter={filter} key={JSON.stringify(filter)} onShow={setShown} />
      {shown !== null && <Details entry={shown} onClose={() => setShown(null)} />}
    </div>
  );
}
