// The attacks of the battery, and the bona fide subjects beside them: data. Node.

import type { PaiSpecies } from '#core/pad/index.ts';
import { productionPolicy, simulatedPolicy, type SessionPolicy } from '#core/session/index.ts';
import { RECORDINGS, PORTRAITS, type Materials, type Model, type Recording } from './materials.ts';
import type { Presentation } from './presentation.ts';
import { performer, screenReader } from './puppets.ts';
import { frozenAtPrompt, looped, slideshow, spliced, starved, swapped } from './recordings.ts';

export interface Entry {
  readonly name: string;
  readonly species: PaiSpecies;
  readonly policy: SessionPolicy;
  /** Known to pass: published with its rate, and not counted as a failure of the battery. */
  readonly isOpen: boolean;
  readonly present: (materials: Materials, seed: number) => Promise<Presentation>;
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

export const ATTACKS: readonly Entry[] = [
  attack('slideshow of poses', 'replay', recorded(slideshow)),
  attack('recorded session, looped', 'replay', recorded(looped)),
  attack('recorded session, cut to the answer at each prompt', 'replay', recorded(spliced)),
  attack('recorded session, frozen at the prompt', 'replay', recorded(frozenAtPrompt)),
  attack('recorded session at 1.5 frames a second', 'replay', recorded(starved)),
  attack('another person after the passive phase', 'replay', async (materials, seed) =>
    swapped(
      await recordingOf(materials, seed),
      await recordingOf(materials, seed + 1 + (seed % (RECORDINGS.length - 1))),
      seed,
    ),
  ),
  attack('animated portrait that hears no prompt', 'injection', async (materials, seed) =>
    screenReader(
      { model: await modelOf(materials, seed), seed },
      { seed, behaviour: 'does-nothing' },
    ),
  ),
  attack('animated portrait that does everything in turn', 'injection', async (materials, seed) =>
    performer({ model: await modelOf(materials, seed), seed }),
  ),
  attack(
    'animated portrait that obeys the prompts',
    'injection',
    async (materials, seed) =>
      screenReader({ model: await modelOf(materials, seed), seed }, { seed, behaviour: 'obeys' }),
    true,
  ),
];

/** The demo's subject under the demo's policy: its figure says that the kiosk can be passed, and nothing of people. */
const SIMULATED: Entry = {
  name: 'simulated subject',
  species: 'injection',
  policy: simulatedPolicy,
  isOpen: true,
  present: async (materials, seed) =>
    screenReader(
      { model: await materials.model(PORTRAITS[0]), seed },
      { seed, behaviour: 'obeys' },
    ),
};

export const BONA_FIDE: readonly Entry[] = [SIMULATED];
