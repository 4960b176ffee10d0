import { createHash } from 'node:crypto';
import type { Db } from '@/server/db/connection/transaction';
import { countUploads, type UploadOwner, type UploadRow } from '@/server/db/upload/store';
import { domainError } from '@/server/shared/errors';

const DAY_MS = 24 * 3_600_000;

type Quota = { whose: UploadOwner; within: 'day' | 'all'; files: number; bytes: number };

/** Limits of what strangers can upload, in 24 hours and in total. */
const UPLOAD_QUOTAS: readonly Quota[] = [
  { whose: 'conversation', within: 'day', files: 50, bytes: 100_000_000 },
  { whose: 'conversation', within: 'all', files: 200, bytes: 500_000_000 },
  { whose: 'address', within: 'day', files: 500, bytes: 500_000_000 },
  { whose: 'channel', within: 'day', files: 5_000, bytes: 1_000_000_000 },
  { whose: 'channel', within: 'all', files: 50_000, bytes: 20_000_000_000 },
  { whose: 'organization', within: 'day', files: 20_000, bytes: 2_000_000_000 },
];

const PLACES: Record<UploadOwner, string> = {
  conversation: 'in one conversation',
  address: 'from one address',
  channel: 'on one channel',
  organization: 'by one organization',
};

type NewUpload = Pick<UploadRow, 'orgId' | 'channelId' | 'threadId' | 'uploader' | 'size' | 'createdAt'>;

/** Throws limit_exceeded when a file exceeds a quota. */
export async function requireUploadQuota(db: Db, upload: NewUpload): Promise<void> {
  for (const quota of UPLOAD_QUOTAS) {
    if (isOwned(quota.whose, upload)) await requireRoomIn(db, quota, upload);
  }
}

function isOwned(whose: UploadOwner, { threadId, uploader }: NewUpload): boolean {
  if (whose === 'conversation') return threadId !== null;
  return whose !== 'address' || uploader !== null;
}

async function requireRoomIn(db: Db, quota: Quota, upload: NewUpload): Promise<void> {
  const { whose, within, files, bytes } = quota;
  const since = new Date(within === 'day' ? upload.createdAt.getTime() - DAY_MS : 0);
  const used = await countUploads(db, whose, { ...upload, since });
  const limit = `uploaded ${PLACES[whose]}${within === 'day' ? ' within 24 hours' : ''}`;
  if (used.files + 1 > files)
    throw domainError('limit_exceeded', { limit: `${limit}, in files`, max: files });
  if (used.bytes + upload.size > bytes)
    throw domainError('limit_exceeded', { limit: `${limit}, in bytes`, max: bytes });
}

/** Returns a pseudonym of the sender's address that is stable within one organization. */
export function toUploader(orgId: string, address: string): string | null {
  if (address === '') return null;
  return createHash('sha256').update(`${orgId} ${address}`).digest('base64url').slice(0, 22);
}
