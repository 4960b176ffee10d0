import type { Pool } from 'pg';

/** Runs an action once between the computation of this pool's next turn and its commit. */
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
