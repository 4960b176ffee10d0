import type { Pool } from 'pg';

/** Does something once, after the next turn of this pool was computed and before its commit is sent. */
export function beforeNextCommit(pool: Pool, meanwhile: () => Promise<unknown>): void {
  const query = pool.query;
  const held = async (...args: unknown[]): Promise<unknown> => {
    const name: unknown = Reflect.get(Object(args[0]), 'name');
    if (typeof name === 'string' && name.startsWith('commit_')) {
      Reflect.set(pool, 'query', query);
      await meanwhile();
    }
    return Reflect.apply(query, pool, args);
  };
  Reflect.set(pool, 'query', held);
}
