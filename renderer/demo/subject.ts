// The demo camera's subject: reads the kiosk's screen like a person and answers with human delays. Which answers, the
// script says. Pure but for its own memory; demo worker and tests. Times in milliseconds on one clock.

import type { Action } from '#core/challenge/index.ts';
import type { DemoScript, SessionView } from '#core/protocol/index.ts';
import {
  blinkEnd,
  goalOf,
  lidsOf,
  resting,
  sway,
  valueAt,
  withMove,
  type Blink,
  type Track,
} from './motion.ts';
import { RESTING, type Pose } from './puppet-pose.ts';
import { createRandom } from './random.ts';
import { drawTraits, type Range, type Temper } from './traits.ts';

/** What the subject reads off the screen. */
export interface Cue {
  readonly phase: SessionView['phase'];
  /** The open prompt; null between prompts and in every other phase. */
  readonly action: Action | null;
  /** The result is on the screen. */
  readonly over: boolean;
}

export interface Bearing {
  readonly pose: Pose;
  /** 0 before the camera, 1 out of the picture. */
  readonly aside: number;
}

export interface Subject {
  see(cue: Cue, at: number): void;
  bearingAt(at: number): Bearing;
}

export function cueOf(view: SessionView): Cue {
  return {
    phase: view.phase,
    action: view.phase === 'active' ? view.challenge.action : null,
    over: view.phase === 'concluded' && view.result !== 'wait',
  };
}

/** Enough to count as a clear wrong action. */
const WRONG_TURN_DEGREES = [23, 25] as const;
/** Likewise for a nod; more than that and the still no longer holds. */
const WRONG_NOD_DEGREES = [17, 18.5] as const;
const BETWEEN_SPONTANEOUS_BLINKS = [2600, 5200] as const;
/** By how much; the fourth one keeps the eyes shut for about half a second. */
const LONGER_EACH_TIME = 0.7;
const LONGEST_AFTER = 3;
const BETWEEN_ASKED_BLINKS = [1200, 1800] as const;
const WALK_LASTS = [700, 950] as const;
/** The attract screen is seen before anyone walks up: briefly at first, longer after a session. */
const FIRST_ARRIVAL = [700, 1000] as const;
const NEXT_ARRIVAL = [2500, 3500] as const;
const READS_RESULT = [1300, 1800] as const;

type Channel = 'yaw' | 'pitch' | 'smile' | 'aside';

/** The script says who the subject is (its seed draws the temper) and what they do. */
export function createSubject(
  { seed, behaviour }: DemoScript,
  temper: Temper = drawTraits(seed).temper,
): Subject {
  const random = createRandom(seed);
  const draw = ([low, high]: Range): number => random.between(low, high);
  const away = behaviour === 'still' ? 0 : 1;
  const tracks: Record<Channel, Track> = {
    yaw: resting(0),
    pitch: resting(0),
    smile: resting(0),
    aside: resting(away),
  };
  let blink = spontaneousBlink(0);
  let cue: Cue = { phase: 'starting', action: null, over: false };
  let hasVisited = false;
  /** Deliberate blinks go on while the prompt does, each longer: so do people whom nobody seems to notice. Null when not asked. */
  let askedBlinks: number | null = null;

  function spontaneousBlink(after: number): Blink {
    return {
      startsAt: after + draw(BETWEEN_SPONTANEOUS_BLINKS),
      closing: 80,
      closed: 50,
      opening: 140,
    };
  }
  function askedBlink(startsAt: number): Blink {
    const patience = 1 + LONGER_EACH_TIME * Math.min(LONGEST_AFTER, askedBlinks ?? 0);
    return { startsAt, closing: 110, closed: patience * draw(temper.blinkShut), opening: 170 };
  }
  function move(channel: Channel, to: number, startsAt: number, lasts: number): void {
    tracks[channel] = withMove(tracks[channel], to, startsAt, lasts);
  }
  function nextBlink(at: number): void {
    while (at > blinkEnd(blink)) {
      const end = blinkEnd(blink);
      if (askedBlinks === null) {
        blink = spontaneousBlink(end);
      } else {
        askedBlinks += 1;
        blink = askedBlink(end + draw(BETWEEN_ASKED_BLINKS));
      }
    }
  }
  function straighten(at: number): void {
    askedBlinks = null;
    if (blink.startsAt > at) blink = spontaneousBlink(at);
    for (const channel of ['yaw', 'pitch', 'smile'] as const) {
      if (goalOf(tracks[channel]) !== 0)
        move(channel, 0, at + draw([150, 350]), draw(temper.turnLasts));
    }
  }
  function answer(action: Action, at: number): void {
    const starts = at + draw(temper.reaction);
    const lasts = draw(temper.turnLasts);
    switch (action) {
      case 'BLINK':
        askedBlinks = 0;
        blink = askedBlink(Math.max(starts, lidsOf(blink, at) > 0 ? blinkEnd(blink) + 100 : 0));
        return;
      case 'LOOK LEFT':
        return move('yaw', draw(temper.turnDegrees), starts, lasts);
      case 'LOOK RIGHT':
        return move('yaw', -draw(temper.turnDegrees), starts, lasts);
      case 'LOOK UP':
        return move('pitch', draw(temper.nodDegrees), starts, lasts);
      case 'LOOK DOWN':
        return move('pitch', -draw(temper.nodDegrees), starts, lasts);
      case 'SMILE':
        return move('smile', draw(temper.smile), starts, lasts);
    }
  }
  function answerWrongly(action: Action, at: number): void {
    const starts = at + draw(temper.reaction);
    const lasts = draw(temper.turnLasts);
    switch (action) {
      case 'LOOK LEFT':
        return move('yaw', -draw(WRONG_TURN_DEGREES), starts, lasts);
      case 'LOOK RIGHT':
      case 'BLINK':
      case 'SMILE':
        return move('yaw', draw(WRONG_TURN_DEGREES), starts, lasts);
      case 'LOOK UP':
        return move('pitch', -draw(WRONG_NOD_DEGREES), starts, lasts);
      case 'LOOK DOWN':
        return move('pitch', draw(WRONG_NOD_DEGREES), starts, lasts);
    }
  }
  function comeAndGo(before: Cue, at: number): void {
    if (cue.phase === 'idle' && before.phase !== 'idle') {
      move('aside', 0, at + draw(hasVisited ? NEXT_ARRIVAL : FIRST_ARRIVAL), draw(WALK_LASTS));
      hasVisited = true;
    }
    if (cue.phase === 'positioning' && goalOf(tracks.aside) === 1) {
      move('aside', 0, at + draw(temper.reaction), draw(WALK_LASTS));
    }
    if (cue.over && !before.over) move('aside', 1, at + draw(READS_RESULT), draw(WALK_LASTS));
    if (cue.phase === 'active' && before.phase !== 'active' && behaviour === 'leaves') {
      move('aside', 1, at + draw(temper.reaction), draw(WALK_LASTS));
    }
  }

  return {
    see(next, at) {
      const before = cue;
      cue = next;
      if (behaviour === 'still') return;
      nextBlink(at);
      comeAndGo(before, at);
      if (next.action === before.action && next.phase === before.phase) return;
      straighten(at);
      if (next.action === null || behaviour === 'does-nothing' || behaviour === 'leaves') return;
      if (behaviour === 'does-the-opposite') answerWrongly(next.action, at);
      else answer(next.action, at);
    },
    bearingAt(at) {
      if (behaviour === 'still') return { pose: RESTING, aside: 0 };
      nextBlink(at);
      const aside = valueAt(tracks.aside, at);
      return {
        aside,
        pose: {
          yaw: valueAt(tracks.yaw, at) + 0.9 * sway(at, 1),
          pitch: valueAt(tracks.pitch, at) + 0.8 * sway(at, 2),
          roll: 0.7 * sway(at, 3),
          blink: lidsOf(blink, at),
          smile: valueAt(tracks.smile, at),
          shiftX: 0.012 * sway(at, 4),
          // Breathing, about fifteen times a minute, and a step's bob while walking.
          shiftY: 0.008 * Math.sin(at / 640) + 0.03 * Math.sin(at / 70) * aside * (1 - aside) * 4,
        },
      };
    },
  };
}
