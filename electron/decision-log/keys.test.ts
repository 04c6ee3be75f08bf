import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createCipheriv, createDecipheriv, generateKeyPairSync } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LogFault } from './database.ts';
import { listDecisions, openDecisionLog } from './decision-log.ts';
import { createKeyStore, type KeySeal } from './key-store.ts';
import { decisionRecord } from './testing/record.ts';
import { verifyLog } from './verify.ts';

let folder: string;
let path: string;
let key: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatelight-keys-'));
  path = join(folder, 'decisions.sqlite');
  key = join(folder, 'keys', 'decision-log.ed25519');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function append(sessionId: string): Promise<readonly string[]> {
  const lines: string[] = [];
  using log = openDecisionLog(path, { print: (line) => lines.push(line) });
  await log.append(decisionRecord(sessionId));
  return lines;
}

/** What keeps the log from being opened for appending; empty where nothing does. */
function refusal(): string {
  try {
    openDecisionLog(path)[Symbol.dispose]();
    return '';
  } catch (fault) {
    if (!(fault instanceof LogFault)) throw fault;
    return fault.message;
  }
}

const verify = () => verifyLog(path, { mirror: [], keyId: null, everySignature: true });

describe('the key of the log', () => {
  it('is made once, for its owner only, and the operator is told that it lies there plainly', async () => {
    expect(await append('a')).toEqual([expect.stringContaining(`plain file (${key})`)]);
    expect(statSync(key).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'keys')).mode & 0o777).toBe(0o700);
    const before = readFileSync(key);
    await append('b');
    expect(readFileSync(key).equals(before)).toBe(true);
    expect(readdirSync(join(folder, 'keys'))).toEqual(['decision-log.ed25519']);
  });

  it('is not used when others may read it, and the line says how to mend that', async () => {
    await append('a');
    chmodSync(key, 0o640);
    expect(refusal()).toMatch(/run: chmod 600 /u);
    chmodSync(key, 0o600);
    await append('b');
  });

  it('that is missing shuts the log, and no new one is made', async () => {
    await append('a');
    renameSync(key, `${key}.away`);
    expect(refusal()).toMatch(/is missing; put it back/u);
    expect(readdirSync(join(folder, 'keys'))).toEqual(['decision-log.ed25519.away']);
    renameSync(`${key}.away`, key);
    await append('b');
  });

  it('that is another one shuts the log', async () => {
    await append('a');
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'der' }));
    expect(refusal()).toMatch(/is not the key that it was signed with/u);
    writeFileSync(key, 'no key');
    expect(refusal()).toMatch(/holds no Ed25519 key/u);
  });

  it('is not written through a link that lies in its place', async () => {
    const elsewhere = join(folder, 'elsewhere');
    mkdirSync(join(folder, 'keys'));
    symlinkSync(elsewhere, key);
    expect(refusal()).toMatch(/EEXIST/u);
    expect(() => statSync(elsewhere)).toThrow('ENOENT');
  });

  it('of a log that has lost the row of its key vouches for nothing', async () => {
    await append('a');
    {
      using database = new DatabaseSync(path);
      database.exec('DELETE FROM signing_key; DELETE FROM head; DELETE FROM checkpoints');
    }
    expect(refusal()).toMatch(/has lost its key's row/u);
    expect(verify().tampering?.what).toContain("row of the log's key is gone");
  });
});

describe('a log whose end was changed', () => {
  it.each([
    ['cut off', 'DELETE FROM entries WHERE sequence = 3', /does not end where it was signed/u],
    ['without its signature', 'DELETE FROM head', /signature of its end is gone/u],
    [
      'signed by nobody',
      'UPDATE head SET signature = zeroblob(64)',
      /end is not signed with its key/u,
    ],
  ])('is not built on: %s', async (_, statement, why) => {
    for (const id of ['a', 'b', 'c']) await append(id);
    {
      using database = new DatabaseSync(path);
      database.exec(statement);
    }
    expect(refusal()).toMatch(why);
    expect(listDecisions(path, 10).length).toBeGreaterThan(0);
  });

  it('is not built on either when it is changed while the log is open', async () => {
    using log = openDecisionLog(path);
    await log.append(decisionRecord('a'));
    await log.append(decisionRecord('b'));
    {
      using database = new DatabaseSync(path);
      database.exec('DELETE FROM entries WHERE sequence = 2');
    }
    await expect(log.append(decisionRecord('c'))).rejects.toThrow('does not end where');
  });
});

describe('a key sealed by the system', () => {
  /** Stands for the system's store: it really encrypts, with a secret of its own. */
  function systemSeal(secret: Buffer): KeySeal {
    const nonce = Buffer.alloc(12, 7);
    return {
      seal(bytes) {
        const cipher = createCipheriv('aes-256-gcm', secret, nonce);
        return Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
      },
      unseal(sealed) {
        const decipher = createDecipheriv('aes-256-gcm', secret, nonce);
        decipher.setAuthTag(sealed.subarray(-16));
        return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
      },
    };
  }

  it('lies nowhere in the clear, warns of nothing, and is of no use to another program', async () => {
    const seal = systemSeal(Buffer.alloc(32, 1));
    const lines: string[] = [];
    const open = () =>
      openDecisionLog(path, {
        keys: createKeyStore(folder, seal),
        print: (line) => lines.push(line),
      });
    for (const id of ['a', 'b']) {
      using log = open();
      await log.append(decisionRecord(id));
    }
    expect(lines).toEqual([]);
    expect(verify()).toMatchObject({ entries: 2, tampering: null });
    const sealed = readFileSync(`${key}.sealed`);
    expect(sealed.includes(seal.unseal(sealed))).toBe(false);
    expect(refusal()).toMatch(/sealed in the system's key store/u);
  });

  it('leaves a log alone that has a plain key', async () => {
    await append('a');
    const keys = createKeyStore(folder, systemSeal(Buffer.alloc(32, 2)));
    expect(keys.where).toBe(key);
    openDecisionLog(path, { keys })[Symbol.dispose]();
  });
});
