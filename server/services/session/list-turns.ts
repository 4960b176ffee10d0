import { listTurnRows } from '@/server/db/session-store';
import type { Page } from '@/server/shared/page';
import { requireScope, type ServiceContext } from '../context';
import { requireSession } from './require-session';
import { toTurnView } from './to-view';
import type { TurnView } from './view';

export type ListTurns = { sessionId: string; afterNo?: number | undefined; limit: number };

/** Lists a session's turns from behind `afterNo` on; the cursor is the `no` to go on behind. Throws not_found. */
export async function listTurns(ctx: ServiceContext, input: ListTurns): Promise<Page<TurnView>> {
  const orgId = requireScope(ctx, 'sessions:read');
  const { sessionId, afterNo = 0, limit } = input;
  await requireSession(ctx, { orgId, sessionId });
  const rows = await listTurnRows(ctx.db.pool, { orgId, sessionId, afterNo, limit: limit + 1 });
  const items = rows.slice(0, limit).map(toTurnView);
  return { items, nextCursor: rows.length > limit ? `${items.at(-1)?.no}` : null };
}
