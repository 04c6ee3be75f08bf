// The attacks of the battery, and the bona fide subjects beside them: data. Node.

import type { Action } from '#core/challenge/index.ts';
import type { PaiSpecies } from '#core/pad/index.ts';
import type { DemoBehaviour } from '#core/protocol/index.ts';
import { productionPolicy, simulatedPolicy, type SessionPolicy } from '#core/session/index.ts';
import { drawTraits } from '#renderer/demo/traits.ts';
import { RECORDINGS, PORTRAITS, type Materials, type Model, type Recording } from './materials.ts';
import { held, somePrint, someScreen, turnedAsAsked, type HeldOptions } from './held.ts';
import type { Instrument } from './optics.ts';
import { KIOSK_FPS, type Presentation } from './presentation.ts';
import { labelOf, LEAD_MS, MOMENTS } from './people.ts';
import { blinker, lateReader, performer, screenReader } from './puppets.ts';
import {
  frozenAtPrompt,
  joined,
  looped,
  playedFrom,
  slideshow,
  spliced,
  starved,
  swapped,
} from './recordings.ts';

export interface Entry {
  readonly name: string;
  readonly species: PaiSpecies;
  readonly policy: SessionPolicy;
  /** Known to pass: published with its rate, and not counted as a failure of the battery. */
  readonly isOpen: boolean;
  readonly present: (materials: Materials, seed: number) => Promise<Presentation>;
  /** In place of a draw. */
  readonly challenges?: (seed: number) => readonly Action[];
  /** How many different presentations there are, where their number is limited. */
  readonly count?: number;
  /** What a presentation is, where its number says too little. */
  readonly label?: (seed: number) => string;
}

const attack = (
  name: string,
  species: PaiSpecies,
  present: Entry['present'],
  isOpen = false,
): Entry => ({ name, species, policy: productionPolicy, isOpen, present });

const nth = <T>(items: readonly T[], seed: number): T => {
  const item = items[seed % items.length];
  if (item === undefined) throw new RangeError('nothing to choose from');
  return item;
};

const recordingOf = (materials: Materials, seed: number): Promise<Recording> =>
  materials.recording(nth(RECORDINGS, seed));
const modelOf = (materials: Materials, seed: number): Promise<Model> =>
  materials.model(nth(PORTRAITS, seed));

const recorded =
  (play: (recording: Recording, seed: number) => Presentation): Entry['present'] =>
  async (materials, seed) =>
    play(await recordingOf(materials, seed), seed);

/** Held before the camera: something on a screen or on paper. */
const shown =
  (
    instrumentOf: (seed: number) => Instrument,
    pictureOf: (materials: Materials, seed: number) => Promise<Pick<Presentation, 'pictureAt'>>,
    manner: Partial<Pick<HeldOptions, 'answer' | 'at'>> = {},
  ): Entry['present'] =>
  async (materials, seed) =>
    held({
      room: await materials.room(),
      picture: await pictureOf(materials, seed),
      instrument: instrumentOf(seed),
      seed,
      ...manner,
    });

const still = async (materials: Materials, seed: number) => {
  const picture = await materials.portrait(nth(PORTRAITS, seed));
  return { pictureAt: () => picture };
};

const puppet =
  (behaviour: DemoBehaviour): Entry['present'] =>
  async (materials, seed) =>
    screenReader({ model: await modelOf(materials, seed), seed }, { seed, behaviour });

const all: Entry['present'] = async (materials, seed) =>
  performer({ model: await modelOf(materials, seed), seed });

/** The deadline of a challenge, and a little more. */
const TOO_LATE_MS = productionPolicy.active.challengeMs + 500;

export const ATTACKS: readonly Entry[] = [
  attack('still on a screen', 'replay', shown(someScreen, still)),
  attack('print, turned as asked', 'print', shown(somePrint, still, { answer: turnedAsAsked(50) })),
  attack(
    'print, bent and turned as asked',
    'print',
    shown(somePrint, still, { at: { bend: 40 }, answer: turnedAsAsked(35) }),
  ),
  attack(
    'print with eye holes, turned as asked',
    'cutout',
    shown(
      somePrint,
      async (materials, seed) => blinker({ model: await modelOf(materials, seed), seed }),
      { answer: turnedAsAsked(45) },
    ),
  ),
  attack('slideshow of poses on a screen', 'replay', shown(someScreen, recorded(slideshow))),
  attack('recording on a screen', 'replay', shown(someScreen, recorded(looped))),
  attack('recording of every action on a screen', 'replay', shown(someScreen, all)),
  attack('recording cut to the answer, on a screen', 'replay', shown(someScreen, puppet('obeys'))),

  attack('slideshow of poses, injected', 'injection', recorded(slideshow)),
  attack('recording, injected', 'injection', recorded(looped)),
  attack('recording cut to the answer, injected', 'injection', recorded(spliced)),
  attack('recording that freezes at the prompt, injected', 'injection', recorded(frozenAtPrompt)),
  attack('recording at 1.5 frames a second, injected', 'injection', recorded(starved)),
  attack('another person after the passive phase, injected', 'injection', async (materials, seed) =>
    swapped(
      await recordingOf(materials, seed),
      await recordingOf(materials, seed + 1 + (seed % (RECORDINGS.length - 1))),
      seed,
    ),
  ),
  attack('a second face beside the first, injected', 'injection', async (materials, seed) =>
    joined(
      await recordingOf(materials, seed),
      await materials.portrait(nth(PORTRAITS, seed)),
      seed,
    ),
  ),
  attack('no frames at all', 'injection', () =>
    Promise.resolve({ fps: KIOSK_FPS, pictureAt: () => null }),
  ),
  attack('animated portrait that hears no prompt', 'deepfake', puppet('does-nothing')),
  attack('animated portrait that answers too late', 'deepfake', async (materials, seed) =>
    lateReader({ model: await modelOf(materials, seed), seed }, TOO_LATE_MS),
  ),
  attack('animated portrait that does everything in turn', 'deepfake', all, true),
  attack('animated portrait that obeys', 'deepfake', puppet('obeys'), true),
];

/** The demo's subject under the demo's policy: its figure says that the kiosk can be passed, and nothing of people. */
const SIMULATED: Entry = {
  name: 'simulated subject',
  species: 'injection',
  policy: simulatedPolicy,
  isOpen: true,
  present: async (materials, seed) =>
    screenReader(
      { model: await materials.model(PORTRAITS[0]), seed, camera: drawTraits(seed).camera },
      { seed, behaviour: 'obeys' },
    ),
};

/** Recorded people, none of whom was asked for anything: this says what the rules refuse, not how people answer. */
const RECORDED: Entry = {
  name: 'recorded people',
  species: 'unknown',
  policy: productionPolicy,
  isOpen: true,
  count: MOMENTS.length,
  challenges: (seed) => [nth(MOMENTS, seed - 1).action],
  label: (seed) => labelOf(nth(MOMENTS, seed - 1)),
  async present(materials, seed) {
    const { recording, at } = nth(MOMENTS, seed - 1);
    return playedFrom(await materials.recording(recording), Math.max(0, 1000 * at - LEAD_MS));
  },
};

export const BONA_FIDE: readonly Entry[] = [SIMULATED, RECORDED];
