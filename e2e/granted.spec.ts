// A bona fide subject's stand-in, the demo camera's puppet, is granted whatever it is asked, whoever it is drawn to be.

import { isTurn, JUDGED_ACTIONS } from '#core/challenge/index.ts';
import { messagesOf, turningPoints } from './support/story.ts';
import { expect, test } from './support/test.ts';

const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);

for (const seed of SEEDS) {
  test(`the demo subject of seed ${seed} is granted after two random challenges`, async ({
    demo,
  }) => {
    const { appliance, page } = await demo('--seed', String(seed));
    const { messages, decisionId } = await appliance.session();

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
    expect(JUDGED_ACTIONS.filter(isTurn)).toContainEqual(
      expect.stringMatching(new RegExp(`^(${first}|${second})$`, 'u')),
    );
    const frames = messagesOf(messages, 'frame_result');
    expect(frames.length).toBeGreaterThanOrEqual(8);

    await expect(page.getByText('The door is open')).toBeVisible();
    await expect(page.getByText('DEMO')).toBeVisible();
    expect(await page.locator('body').innerText()).not.toMatch(/0\.\d/u);

    const log = appliance.log();
    expect(log).toHaveLength(1);
    expect(log[0]).toMatchObject({
      id: decisionId,
      host: 'demo',
      policy: { name: 'simulated' },
      outcome: 'bona-fide',
      decision: 'grant',
      reasons: ['complete'],
      passed: [first, second],
    });
    expect((await appliance.pulses()).map((pulse) => pulse.decisionId)).toEqual([decisionId]);
  });
}
