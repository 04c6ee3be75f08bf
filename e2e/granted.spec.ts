// A bona fide subject's stand-in, the demo camera's puppet, is granted whatever it is asked, whoever it is drawn to be.

import { isTurn, ACTIONS } from '#core/challenge/index.ts';
import { isLong } from './support/length.ts';
import { messagesOf, turningPoints } from './support/story.ts';
import { expect, test } from './support/test.ts';

/** The traits of so many subjects; what each is asked is drawn anew at every run. */
const SEEDS = Array.from({ length: isLong ? 20 : 5 }, (_, i) => i + 1);

for (const seed of SEEDS) {
  test(`the demo subject of seed ${seed} is granted after two random challenges`, async ({
    demo,
  }) => {
    const { appliance, page } = await demo('--seed', String(seed));
    const { messages, decisionId } = await appliance.session();

    // First of all, because it says why.
    expect(appliance.log()).toMatchObject([
      {
        id: decisionId,
        host: 'demo',
        policy: { name: 'simulated' },
        outcome: 'bona-fide',
        decision: 'grant',
        reasons: ['complete'],
      },
    ]);
    const [first, second] = messagesOf(messages, 'challenge_start').map(({ action }) => action);
    expect(turningPoints(messages)).toEqual([
      'passive',
      'active',
      `start ${first}`,
      `passed ${first}`,
      `start ${second}`,
      `passed ${second}`,
      'REAL',
    ]);
    expect(first).not.toBe(second);
    expect(ACTIONS.filter(isTurn)).toContainEqual(
      expect.stringMatching(new RegExp(`^(${first}|${second})$`, 'u')),
    );
    expect(appliance.log()[0]?.passed).toEqual([first, second]);
    const frames = messagesOf(messages, 'frame_result');
    expect(frames.length).toBeGreaterThanOrEqual(8);

    await expect(page.getByText('The door is open')).toBeVisible();
    await expect(page.getByText('DEMO')).toBeVisible();
    expect(await page.locator('body').innerText()).not.toMatch(/0\.\d/u);

    expect((await appliance.pulses()).map((pulse) => pulse.decisionId)).toEqual([decisionId]);
  });
}
