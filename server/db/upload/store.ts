import { type Selectable, sql } from 'kysely';
import type { Db, Transaction } from '../connection/transaction';
import { build, countRows, findRow, getRow, listRows } from '../statement/query';
import type { Tables } from '../statement/tables';

/** A row of `uploads`. */
export type UploadRow = Selectable<Tables['uploads']>;

/** A file without its bytes. */
export type UploadFacts = Omit<UploadRow, 'bytes'>;

type UploadKey = { orgId: string; id: string };

const FACTS = [
  ...(['orgId', 'id', 'channelId', 'name', 'mime', 'size', 'createdAt'] as const),
  ...(['threadId', 'uploader'] as const),
] as const;

/** Stores a file, in a transaction that has locked its channel. */
export async function insertUpload(tx: Transaction, upload: UploadRow): Promise<void> {
  await countRows(tx, build.insertInto('uploads').values(upload));
}

/** Finds a file with its bytes. */
export function findUpload(db: Db, { orgId, id }: UploadKey): Promise<UploadRow | null> {
  const upload = build.selectFrom('uploads').selectAll();
  return findRow(db, upload.where('orgId', '=', orgId).where('id', '=', id));
}

/** Finds a file without its bytes. */
export function findUploadFacts(db: Db, { orgId, id }: UploadKey): Promise<UploadFacts | null> {
  const upload = build.selectFrom('uploads').select(FACTS);
  return findRow(db, upload.where('orgId', '=', orgId).where('id', '=', id));
}

/** Gives files that belong to no thread yet to one. */
export async function updateUploadThreads(
  db: Db,
  { orgId, ids, threadId }: { orgId: string; ids: readonly string[]; threadId: string },
): Promise<void> {
  if (ids.length === 0) return;
  const update = build.updateTable('uploads').set({ threadId }).where('orgId', '=', orgId);
  await countRows(db, update.where('id', 'in', ids).where('threadId', 'is', null));
}

const MAX_LISTED = 200;

/** Lists the newest 200 files of a thread, without their bytes. */
export function listThreadUploads(
  db: Db,
  { orgId, threadId }: { orgId: string; threadId: string },
): Promise<UploadFacts[]> {
  const uploads = build.selectFrom('uploads').select(FACTS).where('orgId', '=', orgId);
  const ofThread = uploads.where('threadId', '=', threadId);
  return listRows(db, ofThread.orderBy('createdAt', 'desc').orderBy('id', 'desc').limit(MAX_LISTED));
}

/** Whose uploads are counted together. */
export type UploadOwner = 'conversation' | 'address' | 'channel' | 'organization';
export type UploadCount = { files: number; bytes: number };

type Counted = Pick<UploadRow, 'orgId' | 'channelId' | 'threadId' | 'uploader'> & { since: Date };

/** Counts the files that an owner was sent since a time, and their bytes. */
export function countUploads(
  db: Db,
  owner: UploadOwner,
  { orgId, channelId, threadId, uploader, since }: Counted,
): Promise<UploadCount> {
  let counted = build
    .selectFrom('uploads')
    .select([
      sql<number>`count(*)::int`.as('files'),
      (eb) => sql<number>`coalesce(sum(${eb.ref('size')}), 0)::float8`.as('bytes'),
    ])
    .where('orgId', '=', orgId)
    .where('createdAt', '>', since);
  if (owner === 'conversation') counted = counted.where('threadId', '=', threadId);
  if (owner === 'channel' || owner === 'address') counted = counted.where('channelId', '=', channelId);
  if (owner === 'address') counted = counted.where('uploader', '=', uploader);
  return getRow(db, counted);
}
