import type { AuditedTransaction, Db } from '../connection/transaction';
import type { ModelPriceModel } from '../generated/models';
import { escapeWildcards } from '../statement/like-pattern';

export type ModelPriceRow = ModelPriceModel;

type PriceKey = { orgId: string; model: string };

export function findModelPrice({ prisma }: Db, key: PriceKey): Promise<ModelPriceRow | null> {
  return prisma.modelPrice.findUnique({ where: { orgId_model: key } });
}

/** Prices of the models whose name contains `search`, after `after`, by the model's name. */
export function listModelPrices(
  { prisma }: Db,
  {
    orgId,
    search,
    after,
    take,
  }: { orgId: string; search: string | null; after: string | null; take: number },
): Promise<ModelPriceRow[]> {
  const model = {
    ...(after !== null && { gt: after }),
    ...(search !== null && { contains: escapeWildcards(search), mode: 'insensitive' as const }),
  };
  return prisma.modelPrice.findMany({ where: { orgId, model }, orderBy: { model: 'asc' }, take });
}

/** Sets the price of a model, whether it had one or not. */
export function upsertModelPrice(tx: AuditedTransaction, price: ModelPriceRow): Promise<ModelPriceRow> {
  const { orgId, model, ...rest } = price;
  return tx.prisma.modelPrice.upsert({
    where: { orgId_model: { orgId, model } },
    create: price,
    update: rest,
  });
}

/** Deletes the price of a model; false when it had none. */
export async function deleteModelPrice(tx: AuditedTransaction, key: PriceKey): Promise<boolean> {
  return (await tx.prisma.modelPrice.deleteMany({ where: key })).count === 1;
}
