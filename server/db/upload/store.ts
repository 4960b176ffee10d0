import type { Db, Transaction } from '../connection/transaction';
import { defineStatement } from '../statement/statement';

export type UploadRow = {
  orgId: string;
  id: string;
  channelId: string;
  name: string;
  mime: string;
  size: number;
  bytes: Uint8Array<ArrayBuffer>;
  createdAt: Date;
  threadId: string | null;
  uploader: string | null;
};

export type UploadFacts = Omit<UploadRow, 'bytes'>;
type UploadKey = { orgId: string; id: string };

/** Keeps a file; in a transaction that holds its channel's quota. */
export async function insertUpload({ prisma }: Transaction, row: UploadRow): Promise<void> {
  await prisma.upload.create({ data: row });
}

/** Makes uploads to a channel wait for each other until the transaction ends, so that none is counted without the others. */
export async function lockUploads(tx: Transaction, key: { orgId: string; channelId: string }): Promise<void> {
  await tx.pool.query(lock(key));
}

const lock = defineStatement<{ orgId: string; channelId: string }>(
  'lock_uploads',
  'SELECT 1 FROM channels WHERE org_id = :orgId AND id = :channelId FOR NO KEY UPDATE',
);

/** Whose uploads are counted together. */
export type UploadOwner = 'conversation' | 'address' | 'channel' | 'organization';
export type UploadCount = { files: number; bytes: number };

type Counted = Pick<UploadRow, 'orgId' | 'channelId' | 'threadId' | 'uploader'> & { since: Date };

const OWNED: Record<UploadOwner, string> = {
  conversation: 'org_id = :orgId AND thread_id = :threadId',
  address: 'org_id = :orgId AND channel_id = :channelId AND uploader = :uploader',
  channel: 'org_id = :orgId AND channel_id = :channelId',
  organization: 'org_id = :orgId',
};

const toCount = (owner: UploadOwner) =>
  defineStatement<Counted>(
    `count_uploads_of_${owner}`,
    `SELECT count(*)::int files, coalesce(sum(size), 0)::float8 bytes FROM uploads
     WHERE ${OWNED[owner]} AND created_at > :since`,
  );

const COUNTS: Record<UploadOwner, ReturnType<typeof toCount>> = {
  conversation: toCount('conversation'),
  address: toCount('address'),
  channel: toCount('channel'),
  organization: toCount('organization'),
};

/** How much an owner has been sent since a time. */
export async function countUploads({ pool }: Db, owner: UploadOwner, params: Counted): Promise<UploadCount> {
  const { rows } = await pool.query<UploadCount>(COUNTS[owner](params));
  return rows[0] ?? { files: 0, bytes: 0 };
}

export async function findUpload({ prisma }: Db, key: UploadKey): Promise<UploadRow | null> {
  return prisma.upload.findUnique({ where: { orgId_id: key } });
}

/** Reads what is known of a file, without its bytes. */
export async function findUploadFacts({ prisma }: Db, key: UploadKey): Promise<UploadFacts | null> {
  return prisma.upload.findUnique({ where: { orgId_id: key }, omit: { bytes: true } });
}

/** Gives files that belong to no conversation yet to one. */
export async function claimUploads(
  { prisma }: Db,
  { orgId, ids, threadId }: { orgId: string; ids: string[]; threadId: string },
): Promise<void> {
  await prisma.upload.updateMany({ where: { orgId, id: { in: ids }, threadId: null }, data: { threadId } });
}

const MAX_LISTED = 200;

/** Lists the newest files of a conversation, without their bytes. */
export async function listThreadUploads(
  { prisma }: Db,
  where: { orgId: string; threadId: string },
): Promise<UploadFacts[]> {
  return prisma.upload.findMany({
    where,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: MAX_LISTED,
    omit: { bytes: true },
  });
}
