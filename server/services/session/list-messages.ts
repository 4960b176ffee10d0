import { listMessagePage } from '@/server/db/session/transcript-pages';
import type { Page } from '@/server/shared/page';
import { requireScope, type ServiceContext } from '../context';
import { requireSession } from './require-session';
import { toMessageView } from './to-view';
import type { MessageView } from './view';

export type ListMessages = { sessionId: string; afterSeq?: number | undefined; limit: number };

/** A page ends with the row that exceeds this size, whatever the limit. */
const MAX_PAGE_BYTES = 1_000_000;

/** Lists a session's transcript after `afterSeq`; the cursor is the `seq` of the last line. Throws not_found. */
export async function listMessages(ctx: ServiceContext, input: ListMessages): Promise<Page<MessageView>> {
  const orgId = requireScope(ctx, 'sessions:read');
  const { sessionId, afterSeq = 0, limit } = input;
  await requireSession(ctx, { orgId, sessionId });
  const key = { orgId, sessionId, afterSeq, limit, maxBytes: MAX_PAGE_BYTES };
  const { rows, more } = await listMessagePage(ctx.db, key);
  return { items: rows.map(toMessageView), nextCursor: more ? `${rows.at(-1)?.seq}` : null };
}
