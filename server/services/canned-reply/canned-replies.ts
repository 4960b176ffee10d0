import {
  countCannedReplies,
  deleteCannedReply as deleteCannedReplyRow,
  insertCannedReply,
  listCannedReplies as listCannedReplyRows,
  updateCannedReply,
} from '@/server/db/canned-reply/store';
import { hasSqlState } from '@/server/db/statement/sqlstate';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import { requireScope, type ServiceContext } from '../context';
import { requireValid } from '../require-valid';
import { cannedReplySchema, type SaveCannedReply } from './schema';

/** A text that people send often. */
export type CannedReplyView = { id: string; title: string; text: string; updatedAt: Date };

const MOST = 500;

/** Lists the organization's canned replies by title, at most 500. */
export async function listCannedReplies(ctx: ServiceContext): Promise<CannedReplyView[]> {
  const orgId = requireScope(ctx, 'sessions:read');
  const rows = await listCannedReplyRows(ctx.db, { orgId, take: MOST });
  return rows.map(toView);
}

/**
 * Creates a canned reply, or changes the one with `id`. Throws invalid_request, name_taken, not_found,
 * limit_exceeded.
 */
export async function saveCannedReply(ctx: ServiceContext, input: SaveCannedReply): Promise<CannedReplyView> {
  const orgId = requireScope(ctx, 'sessions:write');
  const { id, title, text } = requireValid(cannedReplySchema, input);
  const updatedAt = new Date(ctx.clock.now());
  const reply = { orgId, id: id ?? ctx.ids.uuid(updatedAt.getTime()), title, text, updatedAt };
  try {
    return await (id === undefined ? addReply(ctx, reply) : changeReply(ctx, reply));
  } catch (error) {
    // Only the database can tell when two are saved at once.
    if (hasSqlState(error, 'unique_violation')) throw domainError('name_taken', { name: title });
    throw error;
  }
}

type Reply = CannedReplyView & { orgId: string };

function toView({ id, title, text, updatedAt }: CannedReplyView): CannedReplyView {
  return { id, title, text, updatedAt };
}

async function addReply({ db }: ServiceContext, reply: Reply): Promise<CannedReplyView> {
  const held = await countCannedReplies(db, { orgId: reply.orgId });
  if (held >= MOST) throw domainError('limit_exceeded', { limit: 'canned replies', max: MOST });
  await insertCannedReply(db, reply);
  return toView(reply);
}

async function changeReply({ db }: ServiceContext, reply: Reply): Promise<CannedReplyView> {
  const { orgId, id, title, text, updatedAt } = reply;
  const isThere = await updateCannedReply(db, { orgId, id }, { title, text, updatedAt });
  if (!isThere) throw domainError('not_found', { thing: 'canned reply', id });
  return { id, title, text, updatedAt };
}

/** Deletes a canned reply; throws not_found. */
export async function deleteCannedReply(ctx: ServiceContext, { id }: { id: string }): Promise<void> {
  const orgId = requireScope(ctx, 'sessions:write');
  const isDeleted = isUuid(id) && (await deleteCannedReplyRow(ctx.db, { orgId, id }));
  if (!isDeleted) throw domainError('not_found', { thing: 'canned reply', id });
}
