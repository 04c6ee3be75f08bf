// The material of an evaluation: which files a folder holds, and what each of them presents. CLI process.

import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PAI_SPECIES, type PaiSpecies } from '#core/pad/index.ts';
import type { Presented } from '#core/metrics/index.ts';

/** One still or clip. */
export interface MaterialFile {
  /** Relative to the material's folder, with forward slashes. */
  readonly file: string;
  readonly path: string;
  readonly presented: Presented;
  readonly bytes: number;
  readonly modifiedMs: number;
}

export type Material =
  | {
      readonly kind: 'material';
      /** By path, so that every run sees one order. */
      readonly files: readonly MaterialFile[];
      /** What lies beside `bona-fide` and `attack` and is left alone. */
      readonly ignored: readonly string[];
    }
  /** One line that names the folder and the remedy. */
  | { readonly kind: 'unusable'; readonly line: string };

const BONA_FIDE = 'bona-fide';
const ATTACK = 'attack';
const LAYOUT = `${BONA_FIDE}/ and ${ATTACK}/<species>/`;

/** Reads the layout `bona-fide/**`, `attack/<species>/**`. Either half may be missing; hidden files are left alone. */
export async function findMaterial(folder: string): Promise<Material> {
  const top = await namesIn(folder);
  if (top === null) return unusable(`${folder}: no such folder`);
  if (!top.includes(BONA_FIDE) && !top.includes(ATTACK)) {
    return unusable(`${folder}: holds neither half of the layout ${LAYOUT}`);
  }
  const species = (await namesIn(join(folder, ATTACK))) ?? [];
  const odd = species.find((name) => !isSpecies(name));
  if (odd !== undefined) {
    return unusable(
      `${join(folder, ATTACK, odd)}: not a species; name the folder one of ${PAI_SPECIES.join(', ')}`,
    );
  }
  const parts = [
    await filesUnder(folder, BONA_FIDE, BONA_FIDE),
    ...(await Promise.all(
      species.filter(isSpecies).map((name) => filesUnder(folder, `${ATTACK}/${name}`, name)),
    )),
  ];
  const files = parts.flat().toSorted((a, b) => (a.file < b.file ? -1 : 1));
  if (files.length === 0) return unusable(`${folder}: holds no files under ${LAYOUT}`);
  return {
    kind: 'material',
    files,
    ignored: top.filter((name) => name !== BONA_FIDE && name !== ATTACK),
  };
}

const unusable = (line: string): Material => ({ kind: 'unusable', line });

const isSpecies = (name: string): name is PaiSpecies =>
  PAI_SPECIES.some((species) => species === name);

async function filesUnder(
  root: string,
  part: string,
  presented: Presented,
  above: readonly string[] = [],
): Promise<readonly MaterialFile[]> {
  const folder = join(root, part);
  const names = await namesIn(folder);
  if (names === null) return [];
  // Links are followed, as large collections are often made of them; one that leads back up would never end.
  const real = await realpath(folder);
  if (above.includes(real)) return [];
  const files: MaterialFile[] = [];
  for (const name of names) {
    const file = `${part}/${name}`;
    const path = join(root, file);
    const found = await stat(path).catch(() => null);
    if (found?.isDirectory()) {
      files.push(...(await filesUnder(root, file, presented, [...above, real])));
    } else {
      // What cannot even be looked at is judged like any other file, and then named among the bad ones.
      const { size = 0, mtimeMs = 0 } = found ?? {};
      files.push({ file, path, presented, bytes: size, modifiedMs: mtimeMs });
    }
  }
  return files;
}

/** Null where there is no such folder. */
async function namesIn(folder: string): Promise<readonly string[] | null> {
  const names = await readdir(folder).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  });
  return names === null ? null : names.filter((name) => !name.startsWith('.')).toSorted();
}
