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

/** Sends a statement and returns its rows, named in camelCase. */
export async function listRows<Row>(db: Db, statement: Compilable<Row>): Promise<Row[]> {
  const { queryId, rows } = await send(db, statement);
  const named = await camelCase.transformResult({ queryId, result: { rows } });
  return named.rows as Row[];
}

/** Sends a statement and returns its first row; null when it has none. */
export async function findRow<Row>(db: Db, statement: Compilable<Row>): Promise<Row | null> {
  return (await listRows(db, statement))[0] ?? null;
}

/** Sends a statement and returns its first row; throws an Error when it has none. */
export async function getRow<Row>(db: Db, statement: Compilable<Row>): Promise<Row> {
  const row = await findRow(db, statement);
  if (row === null) throw new Error('A row that has to be there is missing.');
  return row;
}

/** Sends a statement and returns how many rows it wrote, or locked and returned. */
export async function countRows(db: Db, statement: Compilable<unknown>): Promise<number> {
  return (await send(db, statement)).rowCount ?? 0;
}

type Sent = Pick<QueryResult<Record<string, unknown>>, 'rows' | 'rowCount'> &
  Pick<ReturnType<Compilable['compile']>, 'queryId'>;

async function send({ pool }: Db, statement: Compilable<unknown>): Promise<Sent> {
  const { sql: text, parameters, queryId } = statement.compile();
  const { rows, rowCount } = await pool.query<Record<string, unknown>>({ text, values: [...parameters] });
  return { rows, rowCount, queryId };
}
