// Who signs in here, and who comes in without a face. Renderer.

import type { ReactElement } from 'react';
import { PeopleCredentials } from './people-credentials.tsx';
import { PeopleOperators } from './people-operators.tsx';

export function People(): ReactElement {
  return (
    <div className="people">
      <PeopleOperators />
      <PeopleCredentials />
    </div>
  );
}
