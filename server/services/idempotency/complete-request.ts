import {
  findIdempotencyRecord,
  type StoredAnswer,
  updateRecordAsDone,
} from '@/server/db/idempotency-record/store';
import type { ServiceContext } from '../context';

type CompleteInput = { key: string; hash: Buffer; answer: StoredAnswer };

/**
 * Stores the answer for repeats and returns the valid one, the first that was stored (idempotency/first-answer).
 * Throws when the database is unavailable; the answer is then stored later.
 */
export async function completeRequest(
  ctx: ServiceContext,
  { key, hash, answer }: CompleteInput,
): Promise<StoredAnswer> {
  const { orgId } = ctx.actor;
  const write = () => updateRecordAsDone(ctx.db, { orgId, key, hash, answer });
  try {
    if (await write()) return answer;
  } catch (error) {
    ctx.deferredWrites.defer(write);
    throw error;
  }
  const row = await findIdempotencyRecord(ctx.db, { orgId, key });
  return row?.response && hash.equals(row.requestHash) ? row.response : answer;
}
