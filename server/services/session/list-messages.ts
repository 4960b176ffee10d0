import { listMessageRows } from '@/server/db/session-store';
import type { Page } from '@/server/shared/page';
import { requireScope, type ServiceContext } from '../context';
import { requireSession } from './require-session';
import { toMessageView } from './to-view';
import type { MessageView } from './view';

export type ListMessages = { sessionId: string; afterSeq?: number | undefined; limit: number };

/** Lists a session's transcript from behind `afterSeq` on; the cursor is the `seq` to go on behind. Throws not_found. */
export async function listMessages(ctx: ServiceContext, input: ListMessages): Promise<Page<MessageView>> {
  const orgId = requireScope(ctx, 'sessions:read');
  const { sessionId, afterSeq = 0, limit } = input;
  await requireSession(ctx, { orgId, sessionId });
  const rows = await listMessageRows(ctx.db.pool, { orgId, sessionId, afterSeq, limit: limit + 1 });
  const items = rows.slice(0, limit).map(toMessageView);
  return { items, nextCursor: rows.length > limit ? `${items.at(-1)?.seq}` : null };
}
