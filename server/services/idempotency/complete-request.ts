import { completeRecord, findRecord, type StoredAnswer } from '@/server/db/idempotency-store';
import type { ServiceContext } from '../context';

type CompleteInput = { key: string; hash: Buffer; answer: StoredAnswer };

/** Keeps the answer for repeats and returns the one that holds: the first that was kept (D3). */
export async function completeRequest(
  ctx: ServiceContext,
  { key, hash, answer }: CompleteInput,
): Promise<StoredAnswer> {
  const { orgId } = ctx.actor;
  if (await completeRecord(ctx.db, { orgId, key, hash, answer })) return answer;
  const row = await findRecord(ctx.db, { orgId, key });
  return row?.response && hash.equals(row.request_hash) ? row.response : answer;
}
