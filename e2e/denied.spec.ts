// Whoever does not do what is asked is denied, whatever the models say of the face: the door never moves.

import type { DemoBehaviour } from '#core/protocol/index.ts';
import type { Reason } from '#core/session/index.ts';
import { isLong } from './support/length.ts';
import { turningPoints } from './support/story.ts';
import { expect, test } from './support/test.ts';

interface Denial {
  readonly behaviour: DemoBehaviour;
  readonly reasons: readonly Reason[];
  /** How far the session gets. */
  readonly tells: RegExp;
}

const DENIALS: readonly Denial[] = [
  // A blink that nobody asked for may fall into the time of a prompt; any other motion never does.
  {
    behaviour: 'does-nothing',
    reasons: ['challenge-timeout'],
    tells: /^(passive,)+active,.*failed (LOOK (LEFT|RIGHT|UP|DOWN)|SMILE),FAKE$/u,
  },
  {
    behaviour: 'does-the-opposite',
    reasons: ['wrong-action'],
    tells: /^(passive,)+active,.*failed [A-Z ]+,FAKE$/u,
  },
  { behaviour: 'leaves', reasons: ['face-lost'], tells: /^(passive,)+active,.*FAKE$/u },
  {
    behaviour: 'still',
    reasons: ['challenge-timeout'],
    tells: /^(passive,)+active,start ([A-Z ]+),failed \2,FAKE$/u,
  },
];

for (const { behaviour, reasons, tells } of DENIALS) {
  for (const seed of isLong ? [1, 2, 3] : [1]) {
    test(`a subject who ${told(behaviour)} is denied (seed ${seed})`, async ({ demo }) => {
      const { appliance, page } = await demo('--seed', String(seed), '--behaviour', behaviour);
      const { messages, decisionId } = await appliance.session();

      expect(turningPoints(messages).join(',')).toMatch(tells);
      await expect(page.getByText('The door stays closed')).toBeVisible();
      expect(appliance.log()).toMatchObject([
        { id: decisionId, outcome: 'non-response', decision: 'deny', reasons },
      ]);
      expect(await appliance.pulses()).toEqual([]);
    });
  }
}

function told(behaviour: DemoBehaviour): string {
  return behaviour === 'still' ? 'is a still picture' : behaviour.replaceAll('-', ' ');
}
