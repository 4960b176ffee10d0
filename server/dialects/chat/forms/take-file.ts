import { toClientKey } from '@/server/http/admission/client-key';
import type { FormFile, FormParts } from '@/server/http/body/form/parse-form-data';
import type { ServiceContext } from '@/server/services/context';
import { FILE_LINK_MS, toFilePath } from '@/server/services/upload/file-link';
import { MAX_UPLOAD_BYTES, storeUpload } from '@/server/services/upload/store-upload';
import { domainError } from '@/server/shared/errors';
import { getVisitedChannel } from '../auth';
import type { Field } from './fields';

/** The largest body of an upload, in bytes: the file and its multipart frame. */
export const MAX_FORM_BYTES = MAX_UPLOAD_BYTES + 65_536;

/** `baseUrl` is the public URL of this API. */
export type FileTaking = { form: FormParts; field: Field | undefined; name: string; baseUrl: string };

/** Stores the part `file` of a form as the value of a field; throws invalid_request, body_too_large. */
export async function takeFile(ctx: ServiceContext, { form, field, name, baseUrl }: FileTaking) {
  if (field?.type !== 'file') throw wrong('field', `must name a file field; ${name} is none`);
  const file = findOnlyFile(form);
  const { id: channelId, orgId } = await getVisitedChannel(ctx);
  const { id, ...kept } = await storeUpload(ctx, {
    channelId,
    name: file.name,
    mime: file.type,
    bytes: file.bytes,
    maxBytes: typeof field.max === 'number' ? field.max : undefined,
    accept: field.accept,
    address: toClientKey(ctx.origin?.address ?? ''),
  });
  return { file_id: id, url: toFileUrl(ctx, { orgId, channelId, uploadId: id }, baseUrl), ...kept };
}

function findOnlyFile({ files }: FormParts): FormFile {
  const [file, ...more] = files.filter(({ field }) => field === 'file');
  if (!file) throw wrong('file', 'is required: a part with a file name', true);
  if (more.length > 0) throw wrong('file', `must be one file, not ${more.length + 1}`);
  return file;
}

type Place = { orgId: string; channelId: string; uploadId: string };

/** A signed URL that reads a file for 30 days. */
export function toFileUrl(ctx: ServiceContext, place: Place, baseUrl: string): string {
  return `${baseUrl}${toFilePath(ctx, { ...place, expiresAt: ctx.clock.now() + FILE_LINK_MS })}`;
}

function wrong(name: string, message: string, missing = false) {
  const issue = { path: [name], message, ...(missing && { missing: true as const }) };
  return domainError('invalid_request', { issues: [issue] });
}
