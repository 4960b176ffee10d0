import type { Platform } from '@/server/services/context';

const MODEL = 'demo-model';
// In millionths of a US dollar for a million tokens: 0.40 and 1.60 dollars.
const PRICE = { promptMicros: 400_000n, completionMicros: 1_600_000n };

/** Gives the demo's model a price unless an earlier start did; returns a model that has one, if there is any. */
export async function keepPrice({ db }: Platform, orgId: string, isNew: boolean): Promise<string | null> {
  const data = { orgId, model: MODEL, ...PRICE };
  if (isNew) await db.prisma.modelPrice.createMany({ data: [data], skipDuplicates: true });
  const priced = await db.prisma.modelPrice.findMany({ where: { orgId }, orderBy: { model: 'asc' } });
  return (priced.find(({ model }) => model === MODEL) ?? priced[0])?.model ?? null;
}
