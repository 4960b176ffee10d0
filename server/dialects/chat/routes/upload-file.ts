import { createRoute, z } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { jsonReply } from '@/server/http/openapi';
import type { ServiceContext } from '@/server/services/context';
import { MAX_UPLOAD_BYTES, storeUpload } from '@/server/services/upload/store-upload';
import { domainError } from '@/server/shared/errors';
import { authenticateKeyInForm, getVisitedChannel } from '../auth';
import type { Field } from '../fields';
import { getForm } from '../form';
import { uploadReply } from '../reply-schemas';
import { formPath, uploadQuery } from '../schemas';
import { signFile } from '../session-token';
import { FORM_FAILURES } from './describe-route';

/** What the parts of a form take beside the file itself. */
const PARTS_BYTES = 65_536;

const formWithFile = z.object({ file: z.string().openapi({ format: 'binary' }) });

const route = createRoute({
  method: 'post',
  path: '/forms/{codeOrId}/uploads',
  summary: 'Upload a file for a field',
  description: `The part \`file\` of a multipart form, at most ${MAX_UPLOAD_BYTES} bytes. Send what it answers as the field's value.`,
  request: {
    params: formPath,
    query: uploadQuery,
    body: { required: true, content: { 'multipart/form-data': { schema: formWithFile } } },
  },
  responses: { 201: jsonReply('The file', uploadReply), ...FORM_FAILURES },
});

/** Found: POST forms/{codeOrId}/uploads. */
export const uploadFileEndpoint = ({ publicUrl, prefix }: { publicUrl: string | null; prefix: string }) =>
  defineEndpoint(
    route,
    async ({ ctx, params: { codeOrId }, query, formData, origin }) => {
      const field = await getFileField(ctx, codeOrId, query.field);
      const file = (await formData()).get('file');
      if (!(file instanceof File)) throw missingFile();
      const { id: channelId, orgId } = await getVisitedChannel(ctx);
      const { id, name, mime, size } = await storeUpload(ctx, {
        channelId,
        name: file.name,
        mime: file.type,
        bytes: new Uint8Array(await file.arrayBuffer()),
        maxBytes: typeof field.max === 'number' ? field.max : undefined,
        accept: field.accept,
      });
      const signature = signFile(ctx, { orgId, channelId, uploadId: id });
      const url = `${publicUrl ?? origin()}${prefix}/files/${id}?signature=${signature}`;
      return { status: 201, body: { file_id: id, url, name, mime, size } };
    },
    { authenticate: authenticateKeyInForm, maxBodyBytes: MAX_UPLOAD_BYTES + PARTS_BYTES },
  );

async function getFileField(ctx: ServiceContext, codeOrId: string, name: string): Promise<Field> {
  const { fields } = await getForm(ctx, codeOrId);
  const field = fields.find((one) => one.name === name && one.type === 'file');
  if (field) return field;
  const message = `must name a file field of the form; ${name} is none`;
  throw domainError('invalid_request', { issues: [{ path: ['field'], message }] });
}

function missingFile() {
  const message = 'is required: a part with a file name';
  return domainError('invalid_request', { issues: [{ path: ['file'], message, missing: true }] });
}
