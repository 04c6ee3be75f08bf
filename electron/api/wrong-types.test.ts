// Every field of every contract with values that it cannot have: table driven, from the schemas that the routes read with and document.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { startTestServer, type TestServer } from '../../e2e/support/api-server.ts';

let api: TestServer;
let collection = '';
beforeAll(async () => {
  api = await startTestServer({ perMinute: 100_000 });
  const made = z.object({ data: z.object({ id: z.string() }) });
  const response = await ask('post', '/api/v1/collections', { name: 'types' });
  collection = made.parse(await response.json()).data.id;
});
afterAll(() => api[Symbol.asyncDispose]());

const IMAGE = Buffer.from('a picture').toString('base64');

/** Requests that are right in all of their fields, by route. */
const RIGHT: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  '/api/v1/collections': { name: 'staff' },
  '/api/v1/collections/{id}/liveness': { image: IMAGE, liveness_threshold: 0.5 },
  '/api/v1/collections/{id}/faces': { image: IMAGE, external_id: 'x', check_liveness: true },
  '/api/v1/collections/{id}/search': { image: IMAGE, max_results: 1, min_similarity: 0 },
  '/1.0/check.json': { models: 'liveness', api_user: 'USER', api_secret: 'SECRET', media: IMAGE },
  '/api/v1/face/liveness': { sessionId: 's', faceImageBase: IMAGE },
  '/v1/inference': { model: 'face-liveness', video: IMAGE },
};

/** One of each kind that JSON has; a field's own kinds are left out for it. */
const KINDS: Readonly<Record<string, readonly unknown[]>> = {
  null: [null],
  boolean: [true, false],
  integer: [0, 7, -1],
  number: [0.5, 1e308],
  string: ['', 'neither Base64 nor any word that is known!', '\u0000', '٣'],
  array: [[], [1], [[]]],
  object: [{}, { a: 1 }, { type: 'Buffer', data: [1] }],
};

const property = z.looseObject({
  type: z.string().optional(),
  const: z.unknown().optional(),
  format: z.string().optional(),
  contentMediaType: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  anyOf: z.array(z.looseObject({ type: z.string().optional() })).optional(),
});
type Property = z.infer<typeof property>;

const described = z.object({
  paths: z.record(
    z.string(),
    z.object({
      post: z
        .object({
          requestBody: z.object({
            content: z.object({
              'application/json': z.object({
                schema: z.object({ properties: z.record(z.string(), property) }),
              }),
            }),
          }),
        })
        .optional(),
    }),
  ),
});

async function documented(): Promise<readonly [path: string, field: string, Property][]> {
  const response = await fetch(`${api.origin}/openapi.json`);
  const { paths } = described.parse(await response.json());
  return Object.entries(paths).flatMap(([path, { post }]) =>
    Object.entries(post?.requestBody.content['application/json'].schema.properties ?? {}).map(
      ([field, schema]) => [path, field, schema] as [string, string, Property],
    ),
  );
}

/** Values that a field of this schema cannot have. */
function wrongFor(schema: Property): readonly unknown[] {
  const own = new Set([schema.type, ...(schema.anyOf ?? []).map(({ type }) => type)]);
  if (own.has('number')) own.add('integer');
  const others = Object.entries(KINDS).flatMap(([kind, values]) => (own.has(kind) ? [] : values));
  const { minimum, maximum, minLength, maxLength } = schema;
  return [
    ...others,
    ...(schema.const === undefined ? [] : ['another']),
    ...(minimum === undefined ? [] : [minimum - 1]),
    ...(maximum === undefined ? [] : [maximum + 1]),
    ...(minLength === undefined ? [] : ['']),
    ...(maxLength === undefined ? [] : ['x'.repeat(maxLength + 1)]),
  ];
}

it('is 400 with the name of the field, and nothing is judged', { timeout: 60_000 }, async () => {
  const fields = await documented();
  expect(new Set(fields.map(([path]) => path))).toEqual(new Set(Object.keys(RIGHT)));
  expect(fields.length).toBeGreaterThan(20);
  const asked = api.asked.length;
  let tried = 0;
  for (const [path, field, schema] of fields) {
    for (const value of wrongFor(schema)) {
      const fieldsOf = { ...RIGHT[path], [field]: value };
      const response = await ask('post', path, fieldsOf);
      const said = `${response.status} ${await response.text()}`;
      const what = `${path} ${field}: ${JSON.stringify(value).slice(0, 40)}`;
      // A secret of the right type that is wrong is no matter of types.
      const isSecret = field.startsWith('api_') && typeof value === 'string';
      const refusal = isSecret ? /^401 /u : new RegExp(`^400 [^]*${field}`, 'u');
      expect(refusal.test(said) ? 'refused' : `${what} ${said}`).toBe('refused');
      tried += 1;
    }
  }
  expect(tried).toBeGreaterThan(300);
  expect([api.asked.length, api.faults]).toEqual([asked, []]);
});

it('is not for fields of a form that come twice, or as the other kind', async () => {
  const twice = new FormData();
  twice.append('image', new Blob(['a']), 'a.jpg');
  twice.append('image', new Blob(['b']), 'b.jpg');
  const asFile = new FormData();
  asFile.append('image', new Blob(['a']), 'a.jpg');
  asFile.append('liveness_threshold', new Blob(['0.5']), 'threshold');
  for (const [form, field] of [
    [twice, 'image'],
    [asFile, 'liveness_threshold'],
  ] as const) {
    const url = `${api.origin}/api/v1/collections/${collection}/liveness`;
    const headers = { 'x-api-key': api.key };
    const response = await fetch(url, { method: 'POST', headers, body: form });
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining(field)]);
  }
});

it.each(['limit=0', 'limit=1001', 'limit=x', 'limit=1.5', 'limit=1&limit=2', 'after=a&after=b'])(
  'is 400 in a query: %s',
  async (query) => {
    const response = await ask('get', `/api/v1/collections/{id}/faces?${query}`);
    const field = query.split('=')[0] ?? '';
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining(field)]);
  },
);

it.each([[[]], ['text'], [7], [null], [true]])('is 400 for a whole body of %j', async (body) => {
  for (const path of Object.keys(RIGHT)) {
    // Contract 3 has its key in the body.
    const statuses = path === '/1.0/check.json' ? [400, 401] : [400];
    expect(statuses).toContain((await ask('post', path, body)).status);
  }
});

function ask(method: 'get' | 'post', path: string, body?: unknown): Promise<Response> {
  const basic = Buffer.from(`${api.user}:${api.key}`).toString('base64');
  const isAccess = path === '/api/v1/face/liveness';
  const text = JSON.stringify(body)
    ?.replace('"USER"', `"${api.user}"`)
    .replace('"SECRET"', `"${api.key}"`);
  return fetch(`${api.origin}${path.replace('{id}', collection)}`, {
    method,
    headers: {
      ...(isAccess ? { authorization: `Basic ${basic}` } : { 'x-api-key': api.key }),
      ...(method === 'post' && { 'content-type': 'application/json' }),
    },
    ...(method === 'post' && { body: text }),
  });
}
