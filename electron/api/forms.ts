// Bodies that are forms: texts and files, all of them bounded. Main process of the API.

import fastifyFormbody from '@fastify/formbody';
import fastifyMultipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { ApiFault } from './api-fault.ts';
import { LARGEST_BODY } from './limits.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** By field, of a form that brought files. */
    fileNames: Readonly<Record<string, string>> | null;
    /** Of all of its files. */
    fileBytes: number;
  }
}

/** A picture as Base64; larger ones come as files. A form without a length could otherwise be of many such fields. */
const LARGEST_TEXT = 16 * 1024 * 1024;

export async function addForms(server: FastifyInstance): Promise<void> {
  server.decorateRequest('fileNames', null);
  server.decorateRequest('fileBytes', 0);
  await server.register(fastifyFormbody, { bodyLimit: LARGEST_TEXT });
  await server.register(fastifyMultipart, {
    attachFieldsToBody: 'keyValues',
    async onFile(part) {
      // The name is the caller's own: it goes back to the caller, and nowhere else.
      this.fileNames = { ...this.fileNames, [part.fieldname]: part.filename };
      const bytes = await part.toBuffer();
      this.fileBytes += bytes.length;
      if (this.fileBytes > LARGEST_BODY) throw tooLarge('files', '50 MB together');
      part.value = bytes;
    },
    limits: { fileSize: LARGEST_BODY, files: 8, fields: 16, fieldSize: LARGEST_TEXT },
  });
  server.addHook('preValidation', async (request) => {
    if (!request.isMultipart()) return;
    for (const [name, value] of Object.entries(request.body ?? {})) {
      // What is longer was cut off there.
      if (typeof value === 'string' && value.length === LARGEST_TEXT)
        throw tooLarge(name, '16 MB as text; send a file');
    }
  });
}

const tooLarge = (field: string, most: string): ApiFault =>
  new ApiFault(413, 'TOO_LARGE', `${field}: at most ${most}`);
