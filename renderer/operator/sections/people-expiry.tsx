// Asks until when a badge or PIN opens the door. Renderer.

import { useState, type ReactElement } from 'react';
import { fromLocalTime, localTime } from '../format.ts';
import { Action } from '../parts/action.tsx';
import { TextField } from '../parts/field.tsx';
import { Modal } from '../parts/modal.tsx';
import { useWords } from '../strings/words.ts';

export interface PeopleExpiryProps {
  readonly name: string;
  /** ISO 8601; null for no end. */
  readonly expiresAt: string | null;
  readonly onClose: () => void;
  readonly onSet: (expiresAt: string | null) => void;
}

export function PeopleExpiry({ name, expiresAt, onClose, onSet }: PeopleExpiryProps): ReactElement {
  const { people, cancel } = useWords();
  const [until, setUntil] = useState(expiresAt === null ? '' : localTime(Date.parse(expiresAt)));
  return (
    <Modal title={people.endOf(name)} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          onSet(expiryOf(until));
        }}
      >
        <TextField
          label={people.until}
          help={people.untilHelp}
          type="datetime-local"
          value={until}
          onChange={setUntil}
        />
        <div className="row row--end">
          <Action label={cancel} onPress={onClose} />
          <Action kind="primary" label={people.setEnd} />
        </div>
      </form>
    </Modal>
  );
}

/** As a field for local times has it; empty is no end. */
export function expiryOf(until: string): string | null {
  const at = fromLocalTime(until);
  return at === null ? null : new Date(at).toISOString();
}
