import { describe, expect, test } from 'vitest';
import { ACTIONS } from '#core/challenge/index.ts';
import { CAPTURE_ISSUES } from '#core/quality/index.ts';
import type { Placement } from '#renderer/capture/guidance.ts';
import { en } from '#renderer/strings/en.ts';
import { whileAsked, whileComing, whileLookedAt } from './instruction.ts';

const PLACEMENTS: readonly (Placement | null)[] = [
  null,
  'good',
  'left',
  'right',
  'off-centre',
  'far',
  'near',
];

describe('the one instruction of the moment', () => {
  test.each(CAPTURE_ISSUES)('%s is shown alone, with its own picture, in every phase', (issue) => {
    for (const instruction of [
      whileComing(issue, null, false, en),
      whileLookedAt(issue, en),
      ...[null, ...ACTIONS].map((action) => whileAsked(action, issue, en)),
    ]) {
      expect(instruction).toEqual({ kind: 'mend', sign: issue, title: en.hints[issue] });
    }
  });

  test('what the main side says outweighs what the page sees', () => {
    for (const placement of PLACEMENTS) {
      expect(whileComing('FACE_TOO_CLOSE', placement, false, en).title).toBe(
        en.hints.FACE_TOO_CLOSE,
      );
    }
  });

  test('nobody whose frames are counted already is sent elsewhere', () => {
    for (const placement of PLACEMENTS) {
      expect(whileComing(null, placement, true, en)).toMatchObject({
        kind: 'ask',
        text: en.capture.placement.good,
      });
    }
  });

  test.each([
    ['left', 'to-left'],
    ['right', 'to-right'],
  ] as const)('a face near the border that has to go %s is told so', (placement, sign) => {
    for (const hint of ['FACE_CLOSE_TO_BORDER', null] as const) {
      const { title } = whileComing(hint, placement, false, en);
      expect(title).toBe(en.capture.placement[placement]);
      expect(whileComing(hint, placement, false, en)).toMatchObject({ sign });
    }
  });

  test('a challenge is asked for with the figure that does it', () => {
    for (const action of ACTIONS) {
      expect(whileAsked(action, null, en)).toMatchObject({
        action,
        title: en.capture.actions[action],
      });
    }
  });
});
