import type { Pool } from 'pg';
import { vi } from 'vitest';

/** Names the statements that `work` sends through a pool, in order. */
export async function statementsOf(pool: Pool, work: () => Promise<unknown>): Promise<string[]> {
  const query = vi.spyOn(pool, 'query');
  const connect = vi.spyOn(pool, 'connect');
  try {
    await work();
    const names = query.mock.calls.map(
      ([statement]) => Reflect.get(Object(statement), 'name') ?? String(statement),
    );
    // `query` connects by itself; other connections are statements sent another way.
    const others = connect.mock.calls.length - query.mock.calls.length;
    return others > 0 ? [...names, `${others} others`] : names;
  } finally {
    query.mockRestore();
    connect.mockRestore();
  }
}
