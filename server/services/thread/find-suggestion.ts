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
  const row = await ctx.db.prisma.suggestion.findUnique({ where: { orgId_id: { orgId, id: suggestionId } } });
  if (!row) return null;
  const { orgId: _, ...view } = row;
  return view;
}
