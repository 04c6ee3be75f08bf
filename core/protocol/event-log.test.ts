import { expect, it } from 'vitest';
import { Story } from '#core/session/testing/story.ts';
import { sessionEvent } from './event-log.ts';

const session = (): Story =>
  new Story().start(['BLINK']).show({ covered: true }, 3).show({}, 15).blink().show({}, 6);

/** As a file keeps it, without what older programs did not measure. */
const retold = (story: Story, leftOut: readonly string[]): Story => {
  const older = (key: string, value: unknown): unknown =>
    leftOut.includes(key) ? undefined : value;
  const events = story.events.map((event) =>
    sessionEvent.parse(JSON.parse(JSON.stringify(event, older))),
  );
  return events.reduce((told, event) => told.tell(event), new Story());
};

it('a session that was kept ends as it did', () => {
  const story = session();
  expect(story.state).toMatchObject({ phase: 'concluded', verdict: { decision: 'grant' } });
  expect(retold(story, []).state).toEqual(story.state);
});

it('so does one from before masks were told from other covers', () => {
  const story = session();
  expect(retold(story, ['medicalMask']).state).toEqual(story.state);
});
