// `gatelight identity`: who is enrolled, and deleting them, from beside a running kiosk or API. CLI process.

import type { Face } from '#core/identity/index.ts';
import { createKeyStore, IDENTITY_KEY } from '#electron/decision-log/key-store.ts';
import { openIdentity, type Identity } from '#electron/identity/index.ts';
import { BadInput } from './bad-input.ts';
import { EXIT, type CliIo, type ExitCode } from './io.ts';
import { openOwnLog, ownSettings } from './own-log.ts';

export type IdentityCommand =
  | { readonly kind: 'list'; readonly json: boolean }
  /** All faces with that id, or of the person with that external id, whichever collection they are in. */
  | { readonly kind: 'remove'; readonly who: string }
  | { readonly kind: 'purge' }
  | { readonly kind: 'backup' };

/** Throws `IdentityFault`, `LogFault` and `BadInput`. */
export async function runIdentity(
  command: IdentityCommand,
  dataFolder: string,
  io: CliIo,
): Promise<ExitCode> {
  const settings = await ownSettings(dataFolder);
  await using log = openOwnLog(dataFolder, settings, io);
  using identity = await openIdentity(dataFolder, createKeyStore(dataFolder, null, IDENTITY_KEY), {
    record: log.appendEvent,
    print: io.err,
  });
  switch (command.kind) {
    case 'list':
      return list(identity, command.json, io);
    case 'remove':
      return await remove(identity, command.who, io);
    case 'purge':
      return removed(await identity.purgeExpired(), io);
    case 'backup':
      io.out(identity.backup());
      return EXIT.yes;
  }
}

function list(identity: Identity, json: boolean, io: CliIo): ExitCode {
  for (const collection of identity.listCollections()) {
    if (!json) io.out(`${collection.createdAt}  collection  ${collection.name}  ${collection.id}`);
    for (const face of facesOf(identity, collection.id))
      io.out(json ? JSON.stringify({ ...face, collection: collection.name }) : describe(face));
  }
  return EXIT.yes;
}

const describe = ({ createdAt, externalId, liveness, quality, expiresAt, id }: Face): string =>
  [
    createdAt,
    `  ${externalId}`,
    liveness.kind === 'checked' ? `live ${liveness.score.toFixed(3)}` : 'liveness skipped',
    `quality ${quality.toFixed(2)}`,
    expiresAt === null ? 'kept' : `until ${expiresAt}`,
    id,
  ].join('  ');

async function remove(identity: Identity, who: string, io: CliIo): Promise<ExitCode> {
  const found = identity
    .listCollections()
    .flatMap(({ id }) => [...facesOf(identity, id)])
    .filter(({ id, externalId }) => id === who || externalId === who);
  if (found.length === 0)
    throw new BadInput('BAD_ARGUMENT', `identity: nobody is enrolled as ${who}`);
  const remains: string[] = [];
  for (const { collectionId, id } of found)
    remains.push(...(await identity.removeFace(collectionId, id)).remains);
  return removed({ removed: found.length, remains }, io);
}

/** Exit 1 where something could not be deleted everywhere; the register has said where. */
function removed(
  { removed, remains }: { readonly removed: number; readonly remains: readonly string[] },
  io: CliIo,
): ExitCode {
  io.out(`deleted: ${removed}`);
  return remains.length === 0 ? EXIT.yes : EXIT.no;
}

const PAGE = 1000;

function* facesOf(identity: Identity, collectionId: string): Generator<Face> {
  for (let page = identity.faces(collectionId, { limit: PAGE }); ;) {
    yield* page;
    const last = page.at(-1);
    if (last === undefined) return;
    page = identity.faces(collectionId, { limit: PAGE, after: last.id });
  }
}
