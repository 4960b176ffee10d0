import { countUploadedBytes, insertUpload } from '@/server/db/upload-store';
import { domainError } from '@/server/shared/errors';
import { isStorable } from '@/server/shared/json';
import type { ServiceContext } from '../context';
import { requireChannelAccess } from '../thread/access';

/** The largest file that is taken, in bytes. */
export const MAX_UPLOAD_BYTES = 10_000_000;

/** Strangers fill this, so there is an end to what a day of it may take. */
const MAX_DAY_BYTES = 1_000_000_000;
const DAY_MS = 24 * 3_600_000;

const MAX_NAME_CHARS = 255;
const ANY_TYPE = 'application/octet-stream';
const MIME = /^[a-z0-9!#$&^_.+-]{1,100}\/[a-z0-9!#$&^_.+-]{1,100}$/;

export type StoreUpload = {
  channelId: string;
  name: string;
  mime: string;
  bytes: Uint8Array;
  /** What its question takes: at most this many bytes, of these types, as in a file input's `accept`. */
  maxBytes?: number | undefined;
  accept?: readonly string[] | undefined;
};

export type UploadView = { id: string; name: string; mime: string; size: number };

/** Keeps a file that somebody on a channel sends. Throws invalid_request for one of a wrong type, body_too_large, limit_exceeded, not_found. */
export async function storeUpload(ctx: ServiceContext, input: StoreUpload): Promise<UploadView> {
  const orgId = requireChannelAccess(ctx, 'sessions:write', input.channelId);
  const { channelId, bytes, accept, maxBytes = MAX_UPLOAD_BYTES } = input;
  const size = bytes.byteLength;
  const limit = Math.min(maxBytes, MAX_UPLOAD_BYTES);
  if (size > limit) throw domainError('body_too_large', { maxBytes: limit });
  if (size === 0) throw invalidFile('is empty');
  const name = toFileName(input.name);
  const mime = toMime(input.mime);
  if (accept && !accept.some((pattern) => fits(pattern.trim().toLowerCase(), name, mime))) {
    throw invalidFile(`is ${mime}; allowed are ${accept.join(', ')}`);
  }
  const now = ctx.clock.now();
  await requireRoom(ctx, orgId, size, now);
  const id = ctx.ids.uuid(now);
  await insertUpload(ctx.db, {
    orgId,
    id,
    channelId,
    name,
    mime,
    size,
    bytes: new Uint8Array(bytes),
    createdAt: new Date(now),
  });
  return { id, name, mime, size };
}

async function requireRoom({ db }: ServiceContext, orgId: string, size: number, now: number): Promise<void> {
  const used = await countUploadedBytes(db, { orgId, since: new Date(now - DAY_MS) });
  if (used + size <= MAX_DAY_BYTES) return;
  throw domainError('limit_exceeded', { limit: 'uploaded in one day, in bytes', max: MAX_DAY_BYTES });
}

function toFileName(given: string): string {
  const last = given.split(/[\\/]/).at(-1)?.trim() ?? '';
  return last === '' || !isStorable(last) ? 'file' : last.slice(-MAX_NAME_CHARS);
}

function toMime(given: string): string {
  const plain = (given.split(';')[0] ?? '').trim().toLowerCase();
  return MIME.test(plain) ? plain : ANY_TYPE;
}

/** `pattern`: ".pdf", "image/*" or "application/pdf". */
function fits(pattern: string, name: string, mime: string): boolean {
  if (pattern.startsWith('.')) return name.toLowerCase().endsWith(pattern);
  if (pattern === '*' || pattern === '*/*') return true;
  return pattern.endsWith('/*') ? mime.startsWith(pattern.slice(0, -1)) : mime === pattern;
}

function invalidFile(message: string) {
  return domainError('invalid_request', { issues: [{ path: ['file'], message }] });
}
