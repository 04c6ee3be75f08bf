// What is thrown at the API: requests of the right shape with wrong parts, and real files that were damaged. Drawn by fast-check from a seed. Node.

import fc from 'fast-check';

export interface FuzzInput {
  readonly method: string;
  readonly path: string;
  /** Beside credentials that are right: what is refused for its key shows nothing. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer> | null;
  /** What was done, for the report. */
  readonly what: string;
}

/** Where requests go, with the key that opens each. */
export interface Target {
  readonly user: string;
  readonly key: string;
  /** An existing collection. */
  readonly collection: string;
}

/** Real pictures and clips, small ones. */
export interface Material {
  readonly pictures: readonly Uint8Array[];
  readonly clips: readonly Uint8Array[];
}

const FIELDS = [
  'sessionId',
  'faceImageBase',
  'image',
  'image_url',
  'video_url',
  'liveness_threshold',
  'check_liveness',
  'external_id',
  'max_results',
  'min_similarity',
  'model',
  'models',
  'url',
  'name',
] as const;

/** Endless streams of inputs, the same for the same seed. */
export function drawInputs(
  seed: number,
  count: number,
  target: Target,
  material: Material,
): readonly FuzzInput[] {
  return fc.sample(inputs(target, material), { seed, numRuns: count });
}

function inputs(target: Target, material: Material): fc.Arbitrary<FuzzInput> {
  return fc.oneof(
    { arbitrary: wrongFields(target), weight: 5 },
    { arbitrary: damagedPicture(target, material.pictures), weight: 5 },
    { arbitrary: damagedClip(target, material.clips), weight: 1 },
    { arbitrary: noJson(target), weight: 2 },
    { arbitrary: oddPath(target), weight: 2 },
  );
}

const credentials = ({ user, key }: Target): Readonly<Record<string, string>> => ({
  'x-api-key': key,
  authorization: `Basic ${Buffer.from(`${user}:${key}`).toString('base64')}`,
});

const routes = ({ collection, user, key }: Target): readonly string[] => [
  '/api/v1/collections',
  `/api/v1/collections/${collection}/liveness`,
  `/api/v1/collections/${collection}/faces`,
  `/api/v1/collections/${collection}/search`,
  '/api/v1/face/liveness',
  '/v1/inference',
  `/1.0/check.json?api_user=${user}&api_secret=${key}&models=liveness`,
];

/** Any JSON in any of the fields that some route reads, some of them right. */
const wrongFields = (target: Target): fc.Arbitrary<FuzzInput> =>
  fc
    .record({
      path: fc.constantFrom(...routes(target)),
      fields: fc.dictionary(
        fc.oneof(fc.constantFrom(...FIELDS), fc.string()),
        fc.oneof(
          fc.jsonValue(),
          fc.constantFrom(
            'face-liveness',
            'liveness',
            'data:image/png;base64,',
            'file:///x',
            1e308,
          ),
          fc.webUrl(),
          fc.base64String(),
        ),
        { maxKeys: 6 },
      ),
    })
    .map(({ path, fields }) => ({
      method: 'POST',
      path,
      headers: { ...credentials(target), 'content-type': 'application/json' },
      body: JSON.stringify(fields),
      what: 'fields',
    }));

const noJson = (target: Target): fc.Arbitrary<FuzzInput> =>
  fc
    .record({
      path: fc.constantFrom(...routes(target)),
      type: fc.constantFrom(
        'application/json',
        'multipart/form-data; boundary=x',
        'multipart/form-data',
        'application/x-www-form-urlencoded',
        'text/plain',
        'image/jpeg',
        'application/json; charset=\u00fcber',
      ),
      bytes: fc.uint8Array({ maxLength: 300 }),
    })
    .map(({ path, type, bytes }) => ({
      method: 'POST',
      path,
      headers: { ...credentials(target), 'content-type': type.replaceAll(/[^\x20-\x7e]/gu, '?') },
      body: new Uint8Array(bytes),
      what: 'bytes',
    }));

const oddPath = (target: Target): fc.Arbitrary<FuzzInput> =>
  fc
    .record({
      method: fc.constantFrom('GET', 'DELETE', 'PUT', 'PATCH', 'OPTIONS'),
      base: fc.constantFrom(...routes(target), '/', '/openapi.json', '/%2e%2e/settings.json', '//'),
      tail: fc.oneof(
        fc.constant(''),
        fc.webPath(),
        fc.constantFrom('/../..', '/%00', '/faces/%2f'),
      ),
    })
    .map(({ method, base, tail }) => ({
      method,
      path: `${base}${tail}`,
      headers: credentials(target),
      body: null,
      what: 'path',
    }));

const damagedPicture = (target: Target, pictures: readonly Uint8Array[]): fc.Arbitrary<FuzzInput> =>
  fc
    .tuple(
      damaged(pictures),
      fc.constantFrom(...routes(target).slice(1, 4), '/api/v1/face/liveness'),
    )
    .map(([bytes, path]) => {
      const text = Buffer.from(bytes).toString('base64');
      return {
        method: 'POST',
        path,
        headers: { ...credentials(target), 'content-type': 'application/json' },
        body: JSON.stringify({
          sessionId: 'fuzz',
          faceImageBase: text,
          image: text,
          external_id: 'fuzz',
        }),
        what: 'picture',
      };
    });

const damagedClip = (target: Target, clips: readonly Uint8Array[]): fc.Arbitrary<FuzzInput> =>
  damaged(clips).map((bytes) => ({
    method: 'POST',
    path: '/v1/inference',
    headers: { ...credentials(target), 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'face-liveness',
      video_url: `data:video/mp4;base64,${Buffer.from(bytes).toString('base64')}`,
    }),
    what: 'clip',
  }));

/** Cut off, with bytes changed, with a piece of another file in it, or with another file's head. */
function damaged(files: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const file = fc.constantFrom(...files);
  const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  const at = (bytes: Uint8Array, where: number): number => Math.floor(where * bytes.length);
  return fc.oneof(
    fc.tuple(file, place).map(([bytes, end]) => bytes.subarray(0, at(bytes, end))),
    fc
      .tuple(file, fc.array(fc.tuple(place, fc.nat({ max: 255 })), { minLength: 1, maxLength: 40 }))
      .map(([bytes, changes]) => {
        const copy = bytes.slice();
        for (const [where, value] of changes) copy[at(copy, where)] = value;
        return copy;
      }),
    // The head says how large a picture is and how it is coded.
    fc
      .tuple(file, fc.array(fc.tuple(fc.nat({ max: 400 }), fc.nat({ max: 255 })), { minLength: 1 }))
      .map(([bytes, changes]) => {
        const copy = bytes.slice();
        for (const [where, value] of changes) copy[Math.min(where, copy.length - 1)] = value;
        return copy;
      }),
    fc.tuple(file, file, place, place).map(([one, other, from, to]) => {
      const copy = one.slice();
      copy.set(other.subarray(0, Math.min(64, copy.length - at(copy, to))), at(copy, to));
      return Buffer.concat([copy.subarray(0, at(copy, from)), copy]);
    }),
  );
}
