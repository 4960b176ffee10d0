import { createHash } from 'node:crypto';
import {
  CamelCasePlugin,
  type Compilable,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import type { QueryResult } from 'pg';
import type { Db } from '../connection/transaction';
import type { Tables } from './tables';

const camelCase = new CamelCasePlugin({ maintainNestedObjectKeys: true });

/** Builds statements, whose names the compiler checks against `Tables`. It sends nothing: the functions below do. */
export const build = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
  plugins: [camelCase],
});

type SendOptions = {
  /**
   * Makes each connection plan the statement once, under a name that begins so; for statements that are sent often, have
   * few variants and take longer to plan than to run.
   */
  preparedAs?: string;
};

/** Sends a statement and returns its rows, named in camelCase. */
export async function listRows<Row>(
  db: Db,
  statement: Compilable<Row>,
  options?: SendOptions,
): Promise<Row[]> {
  const { queryId, rows } = await send(db, statement, options);
  const named = await camelCase.transformResult({ queryId, result: { rows } });
  return named.rows as Row[];
}

/** Sends a statement and returns its first row; null when it has none. */
export async function findRow<Row>(
  db: Db,
  statement: Compilable<Row>,
  options?: SendOptions,
): Promise<Row | null> {
  return (await listRows(db, statement, options))[0] ?? null;
}

/** Sends a statement and returns its first row; throws an Error when it has none. */
export async function getRow<Row>(db: Db, statement: Compilable<Row>, options?: SendOptions): Promise<Row> {
  const row = await findRow(db, statement, options);
  if (row === null) throw new Error('A row that has to be there is missing.');
  return row;
}

/** Sends a statement and returns how many rows it wrote, or locked and returned. */
export async function countRows(db: Db, statement: Compilable<unknown>): Promise<number> {
  return (await send(db, statement)).rowCount ?? 0;
}

type Sent = Pick<QueryResult<Record<string, unknown>>, 'rows' | 'rowCount'> &
  Pick<ReturnType<Compilable['compile']>, 'queryId'>;

async function send(
  { pool }: Db,
  statement: Compilable<unknown>,
  { preparedAs }: SendOptions = {},
): Promise<Sent> {
  const { sql: text, parameters, queryId } = statement.compile();
  const name = preparedAs && `${preparedAs}_${hash(text)}`;
  const query = { ...(name && { name }), text, values: [...parameters] };
  const { rows, rowCount } = await pool.query<Record<string, unknown>>(query);
  return { rows, rowCount, queryId };
}

// Names are cut at 63 bytes.
function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
