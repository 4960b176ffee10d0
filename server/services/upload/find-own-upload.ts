import { findThread } from '@/server/db/thread/store';
import { findUploadFacts, type UploadFacts } from '@/server/db/upload/store';
import { isUuid } from '@/server/shared/ids';
import type { ServiceContext } from '../context';
import type { UploadView } from './store-upload';

/**
 * The sender of a file reference: a conversation, or a form submission by the external id of its future conversation.
 */
export type UploadReference = { channelId: string } & ({ threadId: string } | { externalId: string });

/**
 * Finds a file that a visitor refers to. upload/named-by-its-sender: null for a file of another channel or
 * conversation; a file sent for a form belongs to the first submission that refers to it.
 */
export async function findOwnUpload(
  ctx: ServiceContext,
  fileId: string,
  naming: UploadReference,
): Promise<UploadView | null> {
  const { orgId } = ctx.actor;
  const row = isUuid(fileId) ? await findUploadFacts(ctx.db, { orgId, id: fileId }) : null;
  if (!row || row.channelId !== naming.channelId || !(await isOwn(ctx, row, naming))) return null;
  const { id, name, mime, size } = row;
  return { id, name, mime, size };
}

async function isOwn(
  ctx: ServiceContext,
  { threadId }: UploadFacts,
  naming: UploadReference,
): Promise<boolean> {
  if ('threadId' in naming) return threadId === naming.threadId;
  if (threadId === null) return true;
  const { orgId } = ctx.actor;
  const { channelId, externalId } = naming;
  const thread = await findThread(ctx.db, { orgId, channelId, externalId });
  return thread?.id === threadId;
}
