// The description that the API serves of itself: whole, valid, and of the routes that are there.
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { startTestServer, type TestServer } from '../../e2e/support/api-server.ts';

const described = z.object({
  openapi: z.literal('3.1.0'),
  servers: z.array(z.object({ url: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({}))),
});

let api: TestServer;
let document: z.infer<typeof described>;
let raw: object;
beforeAll(async () => {
  api = await startTestServer();
  const response = await fetch(`${api.origin}/openapi.json`);
  raw = z.looseObject({}).parse(await response.json());
  document = described.parse(raw);
});
afterAll(() => api[Symbol.asyncDispose]());

it('is valid OpenAPI 3.1', async () => {
  const { valid, errors } = await new Validator().validate({ ...raw });
  expect(errors ?? []).toEqual([]);
  expect(valid).toBe(true);
});

it('names where it is served', () => {
  expect(document.servers).toEqual([{ url: api.origin }]);
});

it('describes routes that are there: none of them is unknown, each wants a key', async () => {
  const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ path: path.replaceAll(/\{\w+\}/gu, 'x'), method })),
  );
  expect(routes).toHaveLength(14);
  for (const { path, method } of routes) {
    const response = await fetch(`${api.origin}${path}`, { method: method.toUpperCase() });
    expect([path, method, response.status]).toEqual([path, method, 401]);
  }
});

it('lists the fields of the contracts', () => {
  const text = JSON.stringify(document.paths);
  for (const field of [
    'liveness_threshold',
    'check_liveness',
    'external_id',
    'spoof_type',
    'api_secret',
    'rejection_reason',
    'faceImageBase',
    'image_url',
    'attack_type_confidence',
  ]) {
    expect(text).toContain(field);
  }
});
