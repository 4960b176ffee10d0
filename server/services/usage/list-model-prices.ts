import { listModelPrices as listPriceRows } from '@/server/db/model-price/store';
import { isStorable } from '@/server/shared/json';
import { type Page, type PageRequest, parseCursor, toPage } from '@/server/shared/page';
import type { ServiceContext } from '../context';
import { invalidCursor } from '../cursor';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { type ModelPriceView, toModelPriceView } from './view';

/** Lists the prices of models whose name contains `search`, by name; throws invalid_request for an invalid cursor. */
export async function listModelPrices(
  ctx: ServiceContext,
  { cursor, limit, search }: PageRequest & { search?: string | undefined },
): Promise<Page<ModelPriceView>> {
  const orgId = requireOrgWideScope(ctx, 'settings:read');
  const after = cursor === undefined ? null : parseModel(cursor);
  const rows = await listPriceRows(ctx.db, {
    orgId,
    search: search?.trim() || null,
    after,
    take: limit + 1,
  });
  const { items, nextCursor } = toPage(rows, limit, ({ model }) => [model]);
  return { items: items.map(toModelPriceView), nextCursor };
}

function parseModel(cursor: string): string {
  const [model] = parseCursor(cursor, 1) ?? [];
  if (model !== undefined && isStorable(model)) return model;
  throw invalidCursor();
}
