import { deriveUuid } from '@/server/shared/derive-uuid';
import type { ServiceContext } from '../context';

/** Identifies a request over its retries: its key, and when its first attempt began. */
export type RetriedRequest = { orgId: string; key: string; begunAt: Date };

/** Derives the id of what a request creates: the same for every retry, in the form of generated ids. */
export function toCreatedId({ orgId, key, begunAt }: RetriedRequest): string {
  const time = begunAt.getTime().toString(16).padStart(12, '0');
  return deriveUuid(`${orgId} ${time} ${key}`, { version: 7, time });
}

type CreateOnce<T> = { find(id: string): Promise<T | null>; create(id: string): Promise<T> };

/**
 * Creates the object of a request once: a retry under the same Idempotency-Key, after a lost result, returns what the
 * first attempt created.
 */
export async function createOnce<T>(ctx: ServiceContext, { find, create }: CreateOnce<T>): Promise<T> {
  const id = ctx.madeId?.();
  if (id === undefined) return create(ctx.ids.uuid(ctx.clock.now()));
  const found = await find(id);
  if (found !== null) return found;
  try {
    return await create(id);
  } catch (error) {
    // The earlier attempt may have committed meanwhile, which made this one fail.
    const late = await find(id).catch(() => null);
    if (late !== null) return late;
    throw error;
  }
}
