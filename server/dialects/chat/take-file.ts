import type { ServiceContext } from '@/server/services/context';
import { MAX_UPLOAD_BYTES, storeUpload } from '@/server/services/upload/store-upload';
import { domainError } from '@/server/shared/errors';
import { getVisitedChannel } from './auth';
import type { Field } from './fields';
import { signFile } from './session-token';

/** The largest body of an upload: a file, and what the parts around it take. */
export const MAX_FORM_BYTES = MAX_UPLOAD_BYTES + 65_536;

/** Where files are read: `baseUrl` is the API's own address. */
export type FileTaking = { form: FormData; field: Field | undefined; name: string; baseUrl: string };

/** Keeps the part `file` of a form as the value of a field; throws invalid_request, body_too_large. */
export async function takeFile(ctx: ServiceContext, { form, field, name, baseUrl }: FileTaking) {
  if (field?.type !== 'file') throw wrong('field', `must name a file field; ${name} is none`);
  const file = form.get('file');
  if (!(file instanceof File)) throw wrong('file', 'is required: a part with a file name', true);
  const { id: channelId, orgId } = await getVisitedChannel(ctx);
  const { id, ...kept } = await storeUpload(ctx, {
    channelId,
    name: file.name,
    mime: file.type,
    bytes: new Uint8Array(await file.arrayBuffer()),
    maxBytes: typeof field.max === 'number' ? field.max : undefined,
    accept: field.accept,
  });
  const signature = signFile(ctx, { orgId, channelId, uploadId: id });
  return { file_id: id, url: `${baseUrl}/files/${id}?signature=${signature}`, ...kept };
}

function wrong(name: string, message: string, missing = false) {
  const issue = { path: [name], message, ...(missing && { missing: true as const }) };
  return domainError('invalid_request', { issues: [issue] });
}
