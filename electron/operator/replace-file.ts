// Replaces a file in one step: a power cut leaves the old one or the new one. Main process.

import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Durable when it resolves; readable by its owner only. Rejects with the file system's error, and then the old file stands. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const folder = dirname(path);
  const draft = `${path}.${process.pid}`;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    await writeDurably(draft, text);
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
  // The name is the folder's to keep. Windows has no such step.
  if (process.platform !== 'win32') await syncFolder(folder);
}

async function writeDurably(path: string, text: string): Promise<void> {
  await using file = await open(path, 'w', 0o600);
  // An older draft keeps its mode.
  await file.chmod(0o600);
  await file.writeFile(text);
  await file.sync();
}

async function syncFolder(folder: string): Promise<void> {
  await using handle = await open(folder, 'r');
  await handle.sync();
}
