import { createHash } from 'node:crypto';
import type { ServiceContext } from '../context';

/** What names a request that may be tried again: its key, and when its first try began. */
export type RetriedRequest = { orgId: string; key: string; begunAt: Date };

/** The id of what a request makes: the same for every try of it, in the form of those that are drawn. */
export function toCreatedId({ orgId, key, begunAt }: RetriedRequest): string {
  const time = begunAt.getTime().toString(16).padStart(12, '0');
  const hash = createHash('sha256').update(`${orgId} ${time} ${key}`).digest('hex');
  const tail = [`7${hash.slice(0, 3)}`, `8${hash.slice(3, 6)}`, hash.slice(6, 18)].join('-');
  return `${time.slice(0, 8)}-${time.slice(8)}-${tail}`;
}

type CreateOnce<T> = { find(id: string): Promise<T | null>; create(id: string): Promise<T> };

/**
 * Makes what a request is for, once: a further try under its Idempotency-Key, after one of which nothing was heard, is given
 * what that one made.
 */
export async function createOnce<T>(ctx: ServiceContext, { find, create }: CreateOnce<T>): Promise<T> {
  const id = ctx.madeId?.();
  if (id === undefined) return create(ctx.ids.uuid(ctx.clock.now()));
  const found = await find(id);
  if (found !== null) return found;
  try {
    return await create(id);
  } catch (error) {
    // The try before may have been under way still: then it kept this one out.
    const late = await find(id).catch(() => null);
    if (late !== null) return late;
    throw error;
  }
}
