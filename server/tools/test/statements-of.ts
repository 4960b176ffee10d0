import type { Pool } from 'pg';
import { vi } from 'vitest';

/** Names the statements that `work` sends through a pool, in order. */
export function statementsOf(pool: Pool, work: () => Promise<unknown>): Promise<string[]> {
  return observe(pool, work, 'name');
}

/** Lists the text of the statements that `work` sends through a pool, in order. */
export function statementTextsOf(pool: Pool, work: () => Promise<unknown>): Promise<string[]> {
  return observe(pool, work, 'text');
}

async function observe(pool: Pool, work: () => Promise<unknown>, part: 'name' | 'text'): Promise<string[]> {
  const query = vi.spyOn(pool, 'query');
  const connect = vi.spyOn(pool, 'connect');
  try {
    await work();
    const found = query.mock.calls.map(
      ([statement]) => Reflect.get(Object(statement), part) ?? String(statement),
    );
    // `query` connects by itself; other connections are statements sent another way.
    const others = connect.mock.calls.length - query.mock.calls.length;
    return others > 0 ? [...found, `${others} others`] : found;
  } finally {
    query.mockRestore();
    connect.mockRestore();
  }
}
