// The list of models and samples with their hashes: models/manifest.json, parsed. Inference process, doctor, hosts.

import { z } from 'zod';

/** A path below an assets folder: forward slashes, no way out of the folder. */
const relativePath = z.string().regex(/^(?!\.)[\w.-]+(\/(?!\.)[\w.-]+)*$/u);

const assetSchema = z.strictObject({
  file: relativePath,
  /** The name by which code, logs and model cards call a model. Samples have none. */
  model: z.string().min(1).exactOptional(),
  sha256: z.string().regex(/^[\da-f]{64}$/u),
  bytes: z.int().positive(),
  licence: z.string().min(1),
  /** Where it was published, pinned. Absent for the project's own files. */
  source: z.url({ protocol: /^https$/u }).exactOptional(),
  what: z.string().min(1),
});

const manifestSchema = z
  .strictObject({
    /** Folders that may hold copies, relative to the repository's root. Only the bootstrap looks there. */
    mirrors: z.array(z.string().min(1)).readonly(),
    assets: z.array(assetSchema.readonly()).min(1).readonly(),
  })
  .readonly()
  .refine(
    ({ assets }) => new Set(assets.map((asset) => asset.file)).size === assets.length,
    'a file is listed twice',
  );

export type AssetManifest = z.infer<typeof manifestSchema>;
export type AssetEntry = AssetManifest['assets'][number];

/** Why an asset cannot be used. `message` is one line for an operator: the file and the remedy. */
export interface AssetFault {
  readonly kind: 'fault';
  readonly code: AssetFaultCode;
  readonly message: string;
}
export type AssetFaultCode = 'ASSET_MISSING' | 'ASSET_ALTERED' | 'MANIFEST_INVALID';

export type ManifestReading =
  { readonly kind: 'parsed'; readonly manifest: AssetManifest } | AssetFault;

/** Parses the manifest's text. `name` is how a fault calls the file. */
export function parseManifest(text: string, name: string): ManifestReading {
  const json = parseJson(text);
  if (json === undefined) return invalid(name, 'it is not JSON');
  const parsed = manifestSchema.safeParse(json);
  if (parsed.success) return { kind: 'parsed', manifest: parsed.data };
  const [issue] = parsed.error.issues;
  return invalid(name, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unknown'}`);
}

/** The fault of a manifest that cannot be used. */
export function invalid(name: string, why: string): AssetFault {
  return {
    kind: 'fault',
    code: 'MANIFEST_INVALID',
    message: `${name} cannot be used (${why}); restore it from the release that you installed`,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // JSON.parse has one way to fail, and the caller names it.
    return undefined;
  }
}
