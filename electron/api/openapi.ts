// The API's description (OpenAPI 3.1), made of the schemas that the routes themselves read and write with. Main process of the API.

import { z } from 'zod';
import { checkJsonOperations } from './check-json.ts';
import { facesOperations } from './faces-operations.ts';
import type { Operation } from './operation.ts';
import { physicalAccessOperations } from './physical-access.ts';
import { inferenceOperations } from './video-inference.ts';

const OPERATIONS: readonly Operation[] = [
  ...facesOperations,
  ...checkJsonOperations,
  ...physicalAccessOperations,
  ...inferenceOperations,
];

type Json = Readonly<Record<string, unknown>>;

export function openApi(origin: string): Json {
  const paths = Map.groupBy(OPERATIONS, ({ path }) => path);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Gatelight',
      version: '1',
      description:
        'Face liveness on this machine. The session over a WebSocket (`/api/v1/liveness/session`) is described in docs/api.md.',
    },
    servers: [{ url: origin }],
    paths: Object.fromEntries(
      [...paths].map(([path, operations]) => [
        path,
        Object.fromEntries(operations.map((operation) => [operation.method, described(operation)])),
      ]),
    ),
    components: {
      securitySchemes: {
        key: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
        basic: { type: 'http', scheme: 'basic' },
      },
    },
  };
}

function described({ path, contract, summary, security, query, body, answers }: Operation): Json {
  return {
    tags: [contract],
    summary,
    // The contract that takes its credentials as fields lists them among those.
    security: security === 'fields' ? [] : [{ [security]: [] }],
    parameters: [...pathParameters(path), ...(query === undefined ? [] : queryParameters(query))],
    ...(body !== undefined && { requestBody: requestBody(body) }),
    responses: Object.fromEntries(
      Object.entries(answers).map(([status, schema]) => [
        status,
        {
          description: Number(status) < 400 ? 'Answered.' : 'Refused.',
          content: { 'application/json': { schema: jsonSchema(schema, 'output') } },
        },
      ]),
    ),
  };
}

const pathParameters = (path: string): readonly Json[] =>
  [...path.matchAll(/\{(\w+)\}/gu)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

function queryParameters(query: z.ZodObject): readonly Json[] {
  const { properties = {}, required = [] } = jsonSchema(query, 'input');
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

function requestBody({ fields, form }: NonNullable<Operation['body']>): Json {
  const schema = jsonSchema(fields, 'input');
  return {
    required: true,
    content: {
      'application/json': { schema },
      ...(form && { 'multipart/form-data': { schema } }),
    },
  };
}

/** JSON has no word for bytes: those say by themselves what they are. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output') {
  const { $schema: _dialect, ...made } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return made;
}
