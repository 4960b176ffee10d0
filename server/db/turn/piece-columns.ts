import type { Db } from '../connection/transaction';
import { defineStatement } from '../statement/statement';
import { toStoredJson } from '../statement/stored-json';
import type { Params } from './commit';

// Matches `:name::type` in pieces.ts: a parameter of one session, or a column of a recordset of many.
const PARAM = /(?<!:):([a-zA-Z]\w*)::(\w+(?:\[\])?)/g;

/** Replaces a piece's parameters by the columns of `row`. */
export function toColumns(piece: string, row: string): string {
  return piece.replace(PARAM, `${row}."$1"::$2`);
}

/** Writes many sessions with one statement; returns the ids of those that were written. */
type WriteMany = (db: Db, params: readonly Params[]) => Promise<ReadonlySet<string>>;

/**
 * Defines the statement that pieces make for many sessions. `toText` gets the recordset of their parameters, which is called
 * `g`; the statement returns the `id` of each session that it writes.
 */
export function defineBatch(
  name: string,
  pieces: readonly string[],
  toText: (given: string) => string,
): WriteMany {
  const types = new Map(
    pieces.flatMap((piece) => [...piece.matchAll(PARAM)].map(([, name = '', type = '']) => [name, type])),
  );
  const columns = [...types].map(([name, type]) => ({ name, isJson: type === 'json' || type === 'jsonb' }));
  const named = [...types].map(([name, type]) => `"${name}" ${type}`).join(', ');
  const statement = defineStatement<{ given: string }>(
    name,
    toText(`json_to_recordset(:given::json) AS g(${named})`),
  );
  const toRow = (params: Params): string => {
    const fields = columns.map(({ name, isJson }) => `"${name}":${toField(params[name], isJson)}`);
    return `{${fields.join(',')}}`;
  };
  return async ({ pool }, params) => {
    const { rows } = await pool.query<{ id: string }>(
      statement({ given: `[${params.map(toRow).join(',')}]` }),
    );
    return new Set(rows.map(({ id }) => id));
  };
}

// JSON parameters are text already. It is put in as it is, because text in text would be escaped, read and escaped again.
function toField(value: unknown, isJson: boolean): string {
  if (value === null || value === undefined) return 'null';
  return isJson && typeof value === 'string' ? value : toStoredJson(value);
}
