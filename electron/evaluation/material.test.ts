import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findMaterial } from './material.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatelight-material-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function put(...files: readonly string[]): Promise<void> {
  for (const file of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), 'x');
  }
}
async function found() {
  const material = await findMaterial(folder);
  if (material.kind !== 'material') throw new Error(material.line);
  return material;
}
async function refusal() {
  const material = await findMaterial(folder);
  return material.kind === 'unusable' ? material.line : null;
}

describe('the material of a folder', () => {
  it('is every file below bona-fide and below a species, with what it presents', async () => {
    await put('bona-fide/a.jpg', 'bona-fide/anna/day/b.png', 'attack/mask-3d/x/c.mp4');
    const { files } = await found();
    expect(files.map(({ file, presented }) => [file, presented])).toEqual([
      ['attack/mask-3d/x/c.mp4', 'mask-3d'],
      ['bona-fide/a.jpg', 'bona-fide'],
      ['bona-fide/anna/day/b.png', 'bona-fide'],
    ]);
    expect(files[0]?.path).toBe(join(folder, 'attack/mask-3d/x/c.mp4'));
  });

  it('leaves hidden files alone, and names what lies beside the layout', async () => {
    await put('bona-fide/a.jpg', 'bona-fide/.DS_Store', 'capture/b.jpg', 'notes.txt');
    const { files, ignored } = await found();
    expect(files).toHaveLength(1);
    expect(ignored).toEqual(['capture', 'notes.txt']);
  });

  it('may lack either half', async () => {
    await put('attack/print/a.jpg');
    expect((await found()).files).toHaveLength(1);
  });

  it('follows links, but not in circles', async () => {
    await put('bona-fide/a.jpg', 'elsewhere/b.jpg');
    await symlink(join(folder, 'elsewhere'), join(folder, 'bona-fide/linked'));
    await symlink(join(folder, 'bona-fide'), join(folder, 'elsewhere/back'));
    const { files } = await found();
    expect(files.map(({ file }) => file)).toEqual(['bona-fide/a.jpg', 'bona-fide/linked/b.jpg']);
  });

  it('keeps a link that leads nowhere, to be named among the bad files', async () => {
    await put('bona-fide/a.jpg');
    await symlink(join(folder, 'gone.jpg'), join(folder, 'bona-fide/b.jpg'));
    expect((await found()).files).toHaveLength(2);
  });

  it('is refused when a folder names no species, with the list of those that are', async () => {
    await put('bona-fide/a.jpg', 'attack/photo/a.jpg');
    const line = await refusal();
    expect(line).toContain(join(folder, 'attack/photo'));
    expect(line).toMatch(/print, replay, cutout, mask-2d, mask-3d, composite, deepfake/);
    expect(line).not.toContain('\n');
  });

  it('is refused when an attack lies in no species', async () => {
    await put('attack/a.jpg');
    expect(await refusal()).toContain(join(folder, 'attack/a.jpg'));
  });

  it.each([['other/a.jpg'], ['bona-fide.jpg']])(
    'is refused without the layout (%s)',
    async (file) => {
      await put(file);
      expect(await refusal()).toContain('bona-fide/ and attack/<species>/');
    },
  );

  it('is refused when the folder is missing, or empty', async () => {
    await mkdir(join(folder, 'bona-fide'));
    expect(await refusal()).toContain('holds no files');
    const missing = await findMaterial(join(folder, 'missing'));
    expect(missing).toMatchObject({ kind: 'unusable' });
  });
});
