import { listTurnPage } from '@/server/db/session/transcript-pages';
import type { Page } from '@/server/shared/page';
import { requireScope, type ServiceContext } from '../context';
import { requireSession } from './require-session';
import { toTurnView } from './to-view';
import type { TurnView } from './view';

export type ListTurns = { sessionId: string; afterNo?: number | undefined; limit: number };

/** A page ends with the row that exceeds this size, whatever the limit. */
const MAX_PAGE_BYTES = 1_000_000;

/** Lists a session's turns after `afterNo`; the cursor is the `no` of the last turn. Throws not_found. */
export async function listTurns(ctx: ServiceContext, input: ListTurns): Promise<Page<TurnView>> {
  const orgId = requireScope(ctx, 'sessions:read');
  const { sessionId, afterNo = 0, limit } = input;
  await requireSession(ctx, { orgId, sessionId });
  const key = { orgId, sessionId, afterNo, limit, maxBytes: MAX_PAGE_BYTES };
  const { rows, more } = await listTurnPage(ctx.db, key);
  return { items: rows.map(toTurnView), nextCursor: more ? `${rows.at(-1)?.no}` : null };
}
