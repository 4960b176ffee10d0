import { deleteModelPrice as deleteModelPriceRow, findModelPrice } from '@/server/db/model-price/store';
import { domainError } from '@/server/shared/errors';
import { isStorable } from '@/server/shared/json';
import { withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { toPriceChange } from './price-change';
import { toModelPriceView } from './view';

/** Deletes the price of a model; later tokens have no cost. Throws not_found. */
export async function deleteModelPrice(ctx: ServiceContext, { model }: { model: string }): Promise<void> {
  const orgId = requireOrgWideScope(ctx, 'settings:write');
  await withChange(ctx, async (tx) => {
    const before = isStorable(model) ? await findModelPrice(tx, { orgId, model }) : null;
    const isRemoved = before !== null && (await deleteModelPriceRow(tx, { orgId, model }));
    if (!isRemoved) throw domainError('not_found', { thing: 'model price', id: model });
    return { result: undefined, change: toPriceChange(model, toModelPriceView(before), null) };
  });
}
