/**
 * Stores files of visitors.
 *
 * upload/by-its-bytes: the type of a file follows from its bytes, whatever its sender declares.
 * upload/within-quota: stored files never exceed a quota, however many are sent at once.
 */
import { lockChannel } from '@/server/db/lock/rows';
import { insertUpload } from '@/server/db/upload/store';
import { domainError } from '@/server/shared/errors';
import type { ServiceContext } from '../context';
import { requireChannelAccess } from '../thread/access';
import { toFileName } from './file-name';
import { matchesAccept, sniffType } from './file-type';
import { recordRefusedUpload } from './record-refused-upload';
import { requireUploadQuota, toUploader } from './upload-quotas';

/** The largest file, in bytes. */
export const MAX_UPLOAD_BYTES = 10_000_000;

const MIME = /^[a-z0-9!#$&^_.+-]{1,100}\/[a-z0-9!#$&^_.+-]{1,100}$/;

export type StoreUpload = {
  channelId: string;
  name: string;
  /** The declared type, which only distinguishes kinds of text. */
  mime: string;
  bytes: Uint8Array;
  /** The limits of the question: size in bytes, and types as in an `accept` attribute. */
  maxBytes?: number | undefined;
  accept?: readonly string[] | undefined;
  /** The sender's address; empty when unknown. */
  address?: string;
};

export type UploadView = { id: string; name: string; mime: string; size: number };

/**
 * Stores a file that is sent on a channel. Throws invalid_request for a type that is not accepted, body_too_large,
 * limit_exceeded, not_found.
 */
export async function storeUpload(ctx: ServiceContext, input: StoreUpload): Promise<UploadView> {
  const orgId = requireChannelAccess(ctx, 'sessions:write', input.channelId);
  const { channelId, bytes, address = '' } = input;
  const { name, mime, size } = await inspect(input);
  const now = ctx.clock.now();
  const upload = {
    orgId,
    id: ctx.ids.uuid(now),
    channelId,
    name,
    mime,
    size,
    threadId: ctx.actor.type === 'visitor' ? ctx.actor.threadId : null,
    uploader: toUploader(orgId, address),
    createdAt: new Date(now),
  };
  const keep = ctx.db.transaction(async (tx) => {
    await lockChannel(tx, { orgId, channelId });
    await requireUploadQuota(tx, upload);
    await insertUpload(tx, { ...upload, bytes: new Uint8Array(bytes) });
  });
  await keep.catch(async (refusal: unknown) => {
    await recordRefusedUpload(ctx, channelId, refusal);
    throw refusal;
  });
  return { id: upload.id, name, mime, size };
}

async function inspect({ bytes, maxBytes = MAX_UPLOAD_BYTES, accept, ...given }: StoreUpload) {
  const size = bytes.byteLength;
  const limit = Math.min(maxBytes, MAX_UPLOAD_BYTES);
  if (size > limit) throw domainError('body_too_large', { maxBytes: limit });
  if (size === 0) throw invalidFile('is empty');
  const name = toFileName(given.name);
  const mime = await sniffType(bytes, name, toMime(given.mime));
  if (accept && !accept.some((pattern) => matchesAccept(pattern, name, mime))) {
    throw invalidFile(`is ${mime} by its content; allowed are ${accept.join(', ')}`);
  }
  return { name, mime, size };
}

function toMime(given: string): string {
  const plain = (given.split(';')[0] ?? '').trim().toLowerCase();
  return MIME.test(plain) ? plain : '';
}

function invalidFile(message: string) {
  return domainError('invalid_request', { issues: [{ path: ['file'], message }] });
}
