import { toStoredJson } from '@/server/shared/stored-json';
import type { Db } from '../connection/transaction';
import { defineStatement } from '../statement/statement';
import type { Params } from './commit-params';

// Matches `:name::type` in pieces.ts: a parameter of one session, or a column of a recordset of many.
const PARAM = /(?<!:):([a-zA-Z]\w*)::(\w+(?:\[\])?)/g;

/** Replaces a piece's parameters by the columns of `row`. */
export function toColumns(piece: string, row: string): string {
  return piece.replace(PARAM, `${row}."$1"::$2`);
}

type Column = { name: string; type: string };

/** Lists the parameters of pieces, each once, with their types. */
export function listColumns(pieces: readonly string[]): Column[] {
  const found = pieces.flatMap((piece) => [...piece.matchAll(PARAM)]);
  const types = new Map(found.map(([, name = '', type = '']) => [name, type]));
  return [...types].map(([name, type]) => ({ name, type }));
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
  const columns = listColumns(pieces);
  const named = columns.map(({ name, type }) => `"${name}" ${type}`).join(', ');
  const statement = defineStatement<{ given: string }>(
    name,
    toText(`json_to_recordset(:given::json) AS g(${named})`),
  );
  return async ({ pool }, params) => {
    const given = params.map((one) => toRowText(one, columns));
    const { rows } = await pool.query<{ id: string }>(statement({ given: `[${given.join(',')}]` }));
    return new Set(rows.map(({ id }) => id));
  };
}

/** Writes parameters as a row of a recordset in JSON; a column that it leaves out is null. */
export function toRowText(params: Params, columns: readonly Column[]): string {
  const fields = columns.flatMap(({ name, type }) => {
    const value = params[name];
    return value === null || value === undefined ? [] : [`"${name}":${toField(value, type)}`];
  });
  return `{${fields.join(',')}}`;
}

// JSON parameters are text already. It is put in as it is, because text in text would be escaped, read and escaped again.
function toField(value: unknown, type: string): string {
  const isJson = type === 'json' || type === 'jsonb';
  return isJson && typeof value === 'string' ? value : toStoredJson(value);
}
