import { z } from 'zod';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import { isStorable } from '@/server/shared/json';
import { requireScope, type ServiceContext } from '../context';
import { requireValid } from '../require-valid';

/** A text that people send often. */
export type CannedReplyView = { id: string; title: string; text: string; updatedAt: Date };

const MOST = 500;
const UNSTORABLE = 'This contains characters that cannot be stored.';

const cannedReply = z.object({
  id: z.uuid().optional(),
  title: z
    .string()
    .trim()
    .min(1, 'Enter a title.')
    .max(100, 'Use at most 100 characters.')
    .refine(isStorable, UNSTORABLE),
  text: z
    .string()
    .min(1, 'Enter a text.')
    .max(4_000, 'Use at most 4,000 characters.')
    .refine(isStorable, UNSTORABLE),
});

export type SaveCannedReply = z.input<typeof cannedReply>;

const SHOWN = { id: true, title: true, text: true, updatedAt: true } as const;

/** Lists the organization's canned replies by title, at most 500. */
export function listCannedReplies(ctx: ServiceContext): Promise<CannedReplyView[]> {
  const orgId = requireScope(ctx, 'sessions:read');
  return ctx.db.prisma.cannedReply.findMany({
    where: { orgId },
    orderBy: { title: 'asc' },
    take: MOST,
    select: SHOWN,
  });
}

/**
 * Creates a canned reply, or changes the one with `id`. Throws invalid_request, name_taken, not_found,
 * limit_exceeded.
 */
export async function saveCannedReply(ctx: ServiceContext, input: SaveCannedReply): Promise<CannedReplyView> {
  const orgId = requireScope(ctx, 'sessions:write');
  const { id, title, text } = requireValid(cannedReply, input);
  const updatedAt = new Date(ctx.clock.now());
  const reply = { orgId, id: id ?? ctx.ids.uuid(updatedAt.getTime()), title, text, updatedAt };
  try {
    return await (id === undefined ? addReply(ctx, reply) : changeReply(ctx, reply));
  } catch (error) {
    if (isTitleTaken(error)) throw domainError('name_taken', { name: title });
    throw error;
  }
}

type Reply = CannedReplyView & { orgId: string };

async function addReply({ db }: ServiceContext, reply: Reply): Promise<CannedReplyView> {
  const held = await db.prisma.cannedReply.count({ where: { orgId: reply.orgId } });
  if (held >= MOST) throw domainError('limit_exceeded', { limit: 'canned replies', max: MOST });
  return db.prisma.cannedReply.create({ data: reply, select: SHOWN });
}

async function changeReply({ db }: ServiceContext, reply: Reply): Promise<CannedReplyView> {
  const { orgId, id, title, text, updatedAt } = reply;
  const data = { title, text, updatedAt };
  const { count } = await db.prisma.cannedReply.updateMany({ where: { orgId, id }, data });
  if (count === 0) throw domainError('not_found', { thing: 'canned reply', id });
  return { id, title, text, updatedAt };
}

// Only the unique index can decide between two concurrent writes.
function isTitleTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'P2002';
}

/** Deletes a canned reply; throws not_found. */
export async function deleteCannedReply(ctx: ServiceContext, { id }: { id: string }): Promise<void> {
  const orgId = requireScope(ctx, 'sessions:write');
  const { count } = isUuid(id)
    ? await ctx.db.prisma.cannedReply.deleteMany({ where: { orgId, id } })
    : { count: 0 };
  if (count === 0) throw domainError('not_found', { thing: 'canned reply', id });
}
