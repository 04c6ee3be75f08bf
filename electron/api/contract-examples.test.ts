// The contracts' example requests, sent as their clients send them; each answer is compared field by field and type by type.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { degrees } from '#core/frame/index.ts';
import { TEMPLATE_LENGTH } from '#core/identity/index.ts';
import { judged, startTestServer, type TestServer } from '../../e2e/support/api-server.ts';
import { EXAMPLES, FILE, SECRET, USER, type Example } from '../../e2e/support/api-examples.ts';

let api: TestServer;
const made = { COLLECTION: '', FACE: '' };
beforeAll(async () => {
  api = await startTestServer();
  const created = z.object({ data: z.object({ id: z.string() }) });
  made.COLLECTION = created.parse(await post('', { name: 'examples' })).data.id;
  api.says = withFace(judged({}));
  const enrolled = z.object({ data: z.object({ face_id: z.string() }) });
  const face = await post(`/${made.COLLECTION}/faces`, { image: 'AAAA', external_id: 'zoe' });
  made.FACE = enrolled.parse(face).data.face_id;
});
afterAll(() => api[Symbol.asyncDispose]());

const post = async (path: string, fields: object): Promise<unknown> =>
  (
    await fetch(`${api.origin}/api/v1/collections${path}`, {
      method: 'POST',
      headers: { 'x-api-key': api.key, 'content-type': 'application/json' },
      body: JSON.stringify(fields),
    })
  ).json();

/** Whoever is judged has a face that could be enrolled. */
function withFace(says: TestServer['says']): TestServer['says'] {
  if (typeof says === 'string' || says.kind !== 'judged') return says;
  const template = new Float32Array(TEMPLATE_LENGTH);
  template[0] = 1;
  const pose = { yaw: degrees(0), pitch: degrees(0), roll: degrees(0) };
  return { ...says, face: { template, eyeDistance: 80, sharpness: 1.6, pose } };
}

/** What was answered, by row. */
const answers = new Map<Example, unknown>();

const rows = EXAMPLES.flatMap((example) =>
  example.as.map((as) => [example.contract, example.does, as, example] as const),
);

it.each(rows)('contract %i %s, by %s', async (_contract, _does, as, example) => {
  api.says = withFace(example.says ?? judged({}));
  const response = await send(example, as);
  const answer: unknown = await response.json();
  answers.set(example, answer);
  expect([response.status, answer]).toEqual([example.status, expect.anything()]);
  expect(response.headers.get('content-type')).toMatch(/^application\/json/u);
  expect(response.headers.get('x-request-id')).toMatch(/^req_/u);
  const { error } = example.answer.safeParse(answer);
  expect(error?.issues ?? []).toEqual([]);
  expect(answer).toMatchObject(filled(example.holding ?? {}));
});

it('has a row of every contract over HTTP, and of every status', () => {
  expect(new Set(EXAMPLES.map(({ contract }) => contract))).toEqual(new Set([1, 3, 4, 5]));
  const statuses = new Set(EXAMPLES.map(({ status }) => status));
  for (const status of [200, 201, 400, 401, 404, 413, 422, 503]) expect(statuses).toContain(status);
});

it.each(EXAMPLES.filter(({ answer }, i, all) => all.findIndex((e) => e.answer === answer) === i))(
  'would notice a field too many, too few or of another type: contract $contract $does',
  (example) => {
    const broken = [...brokenOf(answers.get(example))];
    expect(broken.length).toBeGreaterThan(2);
    const unnoticed = broken.filter(([, answer]) => example.answer.safeParse(answer).success);
    expect(unnoticed).toEqual([]);
  },
);

/** The same answer with one thing wrong, at every depth of it. */
function* brokenOf(answer: unknown, path = ''): Generator<readonly [string, unknown]> {
  const parsed = z.record(z.string(), z.unknown()).safeParse(answer);
  if (!parsed.success) return;
  const fields = parsed.data;
  yield [`${path} more`, { ...fields, more: 1 }];
  for (const [name, value] of Object.entries(fields)) {
    const { [name]: _, ...less } = fields;
    yield [`${path} no ${name}`, less];
    yield [`${path} odd ${name}`, { ...fields, [name]: { odd: true } }];
    for (const [where, broken] of brokenOf(value, `${path}.${name}`)) {
      yield [where, { ...fields, [name]: broken }];
    }
  }
}

function send(example: Example, as: Example['as'][number]): Promise<Response> {
  const { contract, method, fields = {} } = example;
  const path = named(example.path);
  const headers = credentials(contract);
  if (as === 'query') {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) query.set(name, credential(value));
    return fetch(`${api.origin}${path}?${query.toString()}`, { method, headers });
  }
  const request =
    as === 'form'
      ? { headers, body: formOf(fields) }
      : { headers: { ...headers, 'content-type': 'application/json' }, body: jsonOf(fields) };
  return fetch(`${api.origin}${path}`, { method, ...request });
}

function credentials(contract: Example['contract']): Readonly<Record<string, string>> {
  if (contract === 3) return {};
  const basic = `Basic ${Buffer.from(`${api.user}:${api.key}`).toString('base64')}`;
  return contract === 4 ? { authorization: basic } : { 'x-api-key': api.key };
}

function formOf(fields: Readonly<Record<string, unknown>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value === FILE) form.set(name, new Blob(['a picture']), 'me.jpg');
    else form.set(name, credential(value));
  }
  return form;
}

const jsonOf = (fields: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(fields, (_name, value: unknown) => {
    if (value === FILE) return Buffer.from('a picture').toString('base64');
    return value === USER || value === SECRET ? credential(value) : value;
  });

function credential(value: unknown): string {
  if (value === USER) return api.user;
  return value === SECRET ? api.key : String(value);
}

const named = (text: string): string =>
  text.replace('COLLECTION', made.COLLECTION).replace('FACE', made.FACE);

const filled = (holding: object): object =>
  z
    .looseObject({})
    .parse(
      JSON.parse(
        JSON.stringify(holding, (_name, value: unknown) =>
          typeof value === 'string' && value in made ? named(value) : value,
        ),
      ),
    );
