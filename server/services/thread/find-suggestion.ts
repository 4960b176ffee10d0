import { findSuggestion as findSuggestionRow } from '@/server/db/suggestion/store';
import { isUuid } from '@/server/shared/ids';
import { requireScope, type ServiceContext } from '../context';
import type { SuggestionView } from '../delivery/rendering/webhook-renderer';

/** Finds a proposed reply of the organization; null when there is none. */
export async function findSuggestion(
  ctx: ServiceContext,
  { suggestionId }: { suggestionId: string },
): Promise<SuggestionView | null> {
  const orgId = requireScope(ctx, 'sessions:read');
  if (!isUuid(suggestionId)) return null;
  return findSuggestionRow(ctx.db, { orgId, suggestionId });
}
