import type { Selectable } from 'kysely';
import type { AuditedTransaction, Db } from '../connection/transaction';
import { toLikePattern } from '../statement/like-pattern';
import { build, countRows, findRow, listRows } from '../statement/query';
import type { Tables } from '../statement/tables';

type StoredPrice = Selectable<Tables['modelPrices']>;

/** A row of `model_prices`. */
export type ModelPriceRow = Omit<StoredPrice, 'promptMicros' | 'completionMicros'> & {
  promptMicros: bigint;
  completionMicros: bigint;
};

type PriceKey = { orgId: string; model: string };

/** Finds the price of a model. */
export async function findModelPrice(db: Db, { orgId, model }: PriceKey): Promise<ModelPriceRow | null> {
  const price = build.selectFrom('modelPrices').selectAll().where('orgId', '=', orgId);
  const found = await findRow(db, price.where('model', '=', model));
  return found && toModelPriceRow(found);
}

export type ModelPriceListing = {
  orgId: string;
  /** A part of the model's name. */
  search: string | null;
  /** The model that the page before ended with. */
  after: string | null;
  take: number;
};

/** Lists prices by the model's name. */
export async function listModelPrices(
  db: Db,
  { orgId, search, after, take }: ModelPriceListing,
): Promise<ModelPriceRow[]> {
  let prices = build.selectFrom('modelPrices').selectAll().where('orgId', '=', orgId);
  const pattern = toLikePattern(search);
  if (pattern !== null) prices = prices.where('model', 'ilike', pattern);
  if (after !== null) prices = prices.where('model', '>', after);
  return (await listRows(db, prices.orderBy('model').limit(take))).map(toModelPriceRow);
}

/** Sets the price of a model, whether it had one or not. */
export async function upsertModelPrice(tx: AuditedTransaction, price: ModelPriceRow): Promise<ModelPriceRow> {
  const { promptMicros, completionMicros, updatedAt } = price;
  const upsert = build
    .insertInto('modelPrices')
    .values(price)
    .onConflict((conflict) =>
      conflict.columns(['orgId', 'model']).doUpdateSet({ promptMicros, completionMicros, updatedAt }),
    );
  await countRows(tx, upsert);
  return price;
}

/** Deletes the price of a model; false when it had none. */
export async function deleteModelPrice(tx: AuditedTransaction, { orgId, model }: PriceKey): Promise<boolean> {
  const price = build.deleteFrom('modelPrices').where('orgId', '=', orgId).where('model', '=', model);
  return (await countRows(tx, price)) === 1;
}

function toModelPriceRow(row: StoredPrice): ModelPriceRow {
  return { ...row, promptMicros: BigInt(row.promptMicros), completionMicros: BigInt(row.completionMicros) };
}
