import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cuePolicy,
  CUES,
  PAI_SPECIES,
  padScore,
  withoutCues,
  type CueReading,
} from '#core/pad/index.ts';
import { applyCues } from './apply-cues.ts';
import type { Fused } from './fuse.ts';

const score = fc.double({ min: 0, max: 1, noNaN: true }).map(padScore);
const fused: fc.Arbitrary<Fused> = fc.oneof(
  fc.record({ kind: fc.constant('undecided' as const), score: fc.option(score) }),
  fc.record({ kind: fc.constantFrom('bona-fide' as const, 'attack' as const), score }),
);
const reading: fc.Arbitrary<CueReading> = fc.oneof(
  fc.record({
    kind: fc.constant('read' as const),
    cue: fc.constantFrom(...CUES),
    strength: fc.double({ min: 0, max: 1, noNaN: true }),
    species: fc.constantFrom(...PAI_SPECIES),
  }),
  fc.record({
    kind: fc.constant('unavailable' as const),
    cue: fc.constantFrom(...CUES),
    reason: fc.constant('too-small' as const),
  }),
);
const readings = fc.array(reading, { maxLength: 6 });

const bonaFide: Fused = { kind: 'bona-fide', score: padScore(0.95) };
const attack: Fused = { kind: 'attack', score: padScore(0.05) };
const screen = (strength: number): CueReading => ({
  kind: 'read',
  cue: 'enclosing-frame',
  strength,
  species: 'replay',
});

describe('cues', () => {
  it('only ever deny: no reading makes anything bona fide, and none moves a score', () => {
    fc.assert(
      fc.property(fused, readings, (before, list) => {
        const { fused: after } = applyCues(before, list, cuePolicy);
        expect(after.score).toBe(before.score);
        expect([before.kind, 'attack']).toContain(after.kind);
      }),
    );
  });

  it('only ever deny more when there are more of them', () => {
    fc.assert(
      fc.property(fused, readings, readings, (before, some, others) => {
        const isDenied = applyCues(before, some, cuePolicy).fused.kind === 'attack';
        const more = applyCues(before, [...some, ...others], cuePolicy);
        expect(isDenied && more.fused.kind !== 'attack').toBe(false);
      }),
    );
  });

  it('do not depend on their order, but for ties', () => {
    fc.assert(
      fc.property(fused, readings, (before, list) => {
        const one = applyCues(before, list, cuePolicy);
        const other = applyCues(before, list.toReversed(), cuePolicy);
        expect(other.fused).toEqual(one.fused);
        expect(other.pai?.confidence).toBe(one.pai?.confidence);
      }),
    );
  });

  it('name an instrument for attacks, and for nothing else', () => {
    fc.assert(
      fc.property(fused, readings, (before, list) => {
        const { fused: after, pai } = applyCues(before, list, cuePolicy);
        expect(pai !== null).toBe(after.kind === 'attack');
      }),
    );
  });

  it('make an attack of a bona fide score from their threshold on', () => {
    const { denyAt } = cuePolicy['enclosing-frame'];
    expect(applyCues(bonaFide, [screen(denyAt)], cuePolicy)).toEqual({
      fused: { kind: 'attack', score: bonaFide.score },
      pai: { species: 'replay', confidence: denyAt },
      denier: 'enclosing-frame',
    });
    expect(applyCues(bonaFide, [screen(denyAt - 0.01)], cuePolicy)).toEqual({
      fused: bonaFide,
      pai: null,
      denier: null,
    });
  });

  it('name the instrument of an attack at a lower threshold, for that costs no bona fide subject anything', () => {
    const { nameAt } = cuePolicy['enclosing-frame'];
    const named = applyCues(attack, [screen(nameAt)], cuePolicy);
    expect(named).toMatchObject({ pai: { species: 'replay', confidence: nameAt }, denier: null });
    const unnamed = applyCues(attack, [screen(nameAt - 0.01)], cuePolicy);
    expect(unnamed.pai).toEqual({ species: 'unknown', confidence: 0 });
  });

  it('leave what was not judged unjudged', () => {
    const unjudged: Fused = { kind: 'undecided', score: null };
    expect(applyCues(unjudged, [screen(1)], cuePolicy).fused).toBe(unjudged);
  });

  it.each(CUES)('are not heard when %s is switched off', (cue) => {
    const loud: CueReading = { kind: 'read', cue, strength: 1, species: 'print' };
    expect(applyCues(bonaFide, [loud], cuePolicy).fused.kind).toBe('attack');
    expect(applyCues(bonaFide, [loud], withoutCues(cuePolicy, cue)).fused).toBe(bonaFide);
    expect(applyCues(attack, [loud], withoutCues(cuePolicy, cue)).pai?.species).toBe('unknown');
  });
});
