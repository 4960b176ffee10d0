import type { ServiceContext } from '@/server/services/context';
import { findOwnUpload, type UploadReference } from '@/server/services/upload/find-own-upload';
import { domainError, type FieldIssue } from '@/server/shared/errors';
import { isJsonObject, type Json, type JsonObject } from '@/server/shared/json';
import type { Field } from './fields';
import { toFileUrl } from './take-file';

const UNKNOWN = 'must be a file that was uploaded here for this: send what the upload answered';

/** `baseUrl` is the public URL of this API. */
export type Resolving = { fields: readonly Field[]; naming: UploadReference; baseUrl: string };

export type Resolved = { values: JsonObject; fileIds: string[] };

/**
 * Replaces each file reference of a visitor by the stored facts of its `file_id`; its other fields are ignored. Throws
 * invalid_request for a file that is not theirs.
 */
export async function resolveFiles(
  ctx: ServiceContext,
  values: JsonObject,
  { fields, naming, baseUrl }: Resolving,
): Promise<Resolved> {
  const issues: FieldIssue[] = [];
  const fileIds: string[] = [];
  const resolved = { ...values };
  for (const { name, type } of fields) {
    const given = Object.hasOwn(values, name) ? (values[name] ?? null) : null;
    if (type !== 'file' || given === null) continue;
    const upload = await findOwnUpload(ctx, fileIdOf(given), naming);
    if (!upload) {
      issues.push({ path: ['values', name], message: UNKNOWN });
      continue;
    }
    const { id, ...facts } = upload;
    const place = { orgId: ctx.actor.orgId, channelId: naming.channelId, uploadId: id };
    resolved[name] = { file_id: id, url: toFileUrl(ctx, place, baseUrl), ...facts };
    fileIds.push(id);
  }
  if (issues.length > 0) throw domainError('invalid_request', { issues });
  return { values: resolved, fileIds };
}

function fileIdOf(given: Json): string {
  const id = isJsonObject(given) ? given.file_id : undefined;
  return typeof id === 'string' ? id : '';
}
