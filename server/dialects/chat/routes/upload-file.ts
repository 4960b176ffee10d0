import { createRoute, z } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonReply } from '@/server/http/routing/openapi';
import type { ServiceContext } from '@/server/services/context';
import { getThreadById } from '@/server/services/thread/find-thread';
import { getSessionTranscript } from '@/server/services/thread/get-session-transcript';
import { MAX_UPLOAD_BYTES } from '@/server/services/upload/store-upload';
import { authenticateKeyInForm, getOwnThread } from '../auth';
import { type Field, toFields } from '../forms/fields';
import { getForm } from '../forms/form';
import { MAX_FORM_BYTES, takeFile } from '../forms/take-file';
import { findPending } from '../reply/execution-reply';
import { uploadReply } from '../reply/reply-schemas';
import { fieldQuery, formPath, uploadQuery } from '../schemas';
import { KEY_FAILURES } from './describe-route';

const formWithFile = z.object({
  file: z
    .string()
    .openapi({ format: 'binary' })
    .describe('The file, in a part with a file name; exactly one'),
});
const body = { required: true, content: { 'multipart/form-data': { schema: formWithFile } } };
const description = `The part \`file\` of a multipart form, at most ${MAX_UPLOAD_BYTES} bytes. Send what it answers as the field's value.`;
const taken = jsonReply('The file', uploadReply);

const ofForm = createRoute({
  method: 'post',
  path: '/forms/{codeOrId}/uploads',
  operationId: 'uploadFile',
  tags: ['Forms'],
  summary: "Upload a file for a form's field",
  description,
  security: [{ publicKey: [] }],
  request: { params: formPath, query: uploadQuery, body },
  responses: { 201: taken },
});

const ofQuestion = createRoute({
  method: 'post',
  path: '/chat/uploads',
  operationId: 'uploadAnswer',
  tags: ['Uploads'],
  summary: 'Upload a file for a field of the open question',
  description,
  request: { query: fieldQuery, body },
  responses: { 201: taken },
});

type Place = { publicUrl: string | null; prefix: string };

/** WIRE.md#files. */
export const uploadFileEndpoint = ({ publicUrl, prefix }: Place) =>
  defineEndpoint(
    ofForm,
    async ({ ctx, params: { codeOrId }, query: { field: name }, formData, origin }) => {
      const { fields } = await getForm(ctx, codeOrId);
      const field = fields.find((one) => one.name === name);
      const baseUrl = `${publicUrl ?? origin()}${prefix}`;
      return { status: 201, body: await takeFile(ctx, { form: await formData(), field, name, baseUrl }) };
    },
    { authenticate: authenticateKeyInForm, maxBodyBytes: MAX_FORM_BYTES, failures: KEY_FAILURES },
  );

/** An extension: the vendor publishes no upload within a conversation. */
export const uploadAnswerEndpoint = ({ publicUrl, prefix }: Place) =>
  defineEndpoint(
    ofQuestion,
    async ({ ctx, query: { field: name }, formData, origin }) => {
      const field = (await listOpenFields(ctx)).find((one) => one.name === name);
      const baseUrl = `${publicUrl ?? origin()}${prefix}`;
      return { status: 201, body: await takeFile(ctx, { form: await formData(), field, name, baseUrl }) };
    },
    { maxBodyBytes: MAX_FORM_BYTES, failures: KEY_FAILURES },
  );

/** The fields that the conversation's execution asks for. */
async function listOpenFields(ctx: ServiceContext): Promise<Field[]> {
  const { sessionId } = await getThreadById(ctx, getOwnThread(ctx));
  if (sessionId === null) return [];
  const { session, messages } = await getSessionTranscript(ctx, { sessionId });
  const pending = session.status === 'awaiting_input' ? findPending(messages) : null;
  return pending?.expected ? toFields(pending.expected, pending.text) : [];
}
