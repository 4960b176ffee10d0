import { deleteModelPrice, findModelPrice } from '@/server/db/model-price-store';
import { domainError } from '@/server/shared/errors';
import { isStorable } from '@/server/shared/json';
import type { ServiceContext } from '../context';
import { requireWholeOrg } from '../require-whole-org';
import { recordPrice } from './record-price';
import { toModelPriceView } from './view';

/** Forgets what a model costs: from now on its tokens are counted without a cost. Throws not_found. */
export async function removeModelPrice(ctx: ServiceContext, { model }: { model: string }): Promise<void> {
  const orgId = requireWholeOrg(ctx, 'settings:write');
  const before = isStorable(model) ? await findModelPrice(ctx.db, { orgId, model }) : null;
  const isRemoved = before !== null && (await deleteModelPrice(ctx.db, { orgId, model }));
  if (!isRemoved) throw domainError('not_found', { thing: 'model price', id: model });
  await recordPrice(ctx, model, toModelPriceView(before), null);
}
