import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ms } from '#core/frame/index.ts';
import { shutLeaf, stepLeaf, type ContactEvent } from './contact.ts';

const policy = { heldOpenMs: 10_000, graceMs: 2000 };
const pulsed = (at: number): ContactEvent => ({ type: 'pulsed', at: ms(at), pulseMs: 5000 });
const open = (at: number): ContactEvent => ({ type: 'contact', at: ms(at), open: true });
const shut = (at: number): ContactEvent => ({ type: 'contact', at: ms(at), open: false });

const alarms = (events: readonly ContactEvent[]): readonly string[] => {
  let leaf = shutLeaf;
  return events.flatMap((event) => {
    const after = stepLeaf(leaf, event, policy);
    leaf = after.leaf;
    return after.alarm === null ? [] : [`${after.alarm} ${event.at}`];
  });
};

test.each<[string, readonly ContactEvent[], readonly string[]]>([
  ['nobody is there', [shut(0), shut(60_000)], []],
  ['somebody is let in and shuts it', [pulsed(0), open(1000), open(5000), shut(9000)], []],
  ['somebody pushes at the last moment', [pulsed(0), open(7000), shut(8000)], []],
  ['somebody pushes too late', [pulsed(0), open(7001)], ['forced-open 7001']],
  ['it is opened without a pulse', [shut(0), open(1000), open(2000)], ['forced-open 1000']],
  ['it is open at the start', [open(0)], ['forced-open 0']],
  ['it is wedged', [pulsed(0), open(1000), open(10_999), open(11_000)], ['held-open 11000']],
  ['it stays wedged', [pulsed(0), open(0), open(10_000), open(99_000)], ['held-open 10000']],
  [
    'a second pulse comes while it is wedged',
    [pulsed(0), open(0), open(10_000), pulsed(11_000), open(20_000)],
    ['held-open 10000'],
  ],
  [
    'it is forced after it was shut',
    [pulsed(0), open(1), shut(2), open(9000)],
    ['forced-open 9000'],
  ],
  ['two people pass in a row', [pulsed(0), open(1), shut(2), pulsed(9000), open(9001)], []],
])('when %s, the alarms are the right ones', (_, events, expected) => {
  expect(alarms(events)).toEqual(expected);
});

test('a leaf that opens without any pulse is forced open, whatever else happened', () => {
  const contacts = fc.array(fc.tuple(fc.nat(1000), fc.boolean()), { minLength: 1 });
  fc.assert(
    fc.property(contacts, (moves) => {
      let at = 0;
      const events = moves.map(([wait, isOpen]) => {
        at += wait;
        return isOpen ? open(at) : shut(at);
      });
      const openings = events.filter(
        (event, index) => event.type === 'contact' && event.open && !isOpenAt(events, index - 1),
      );
      expect(alarms(events)).toEqual(openings.map((event) => `forced-open ${event.at}`));
    }),
  );
});

const isOpenAt = (events: readonly ContactEvent[], index: number): boolean => {
  const event = events[index];
  return event?.type === 'contact' && event.open;
};
