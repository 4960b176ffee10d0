import { toStoredJson } from '../statement/stored-json';
import type { Params } from './commit';

// Matches `:name::type` in pieces.ts: a parameter of one session, or a column of a recordset of many.
const PARAM = /(?<!:):([a-zA-Z]\w*)::(\w+(?:\[\])?)/g;

/** Replaces a piece's parameters by the columns of `row`. */
export function toColumns(piece: string, row: string): string {
  return piece.replace(PARAM, `${row}."$1"::$2`);
}

type Recordset = {
  /** The column definitions, each with its type. */
  columns: string;
  /** Writes the parameters that are columns as a JSON object. */
  toRow(params: Params): string;
};

/** The recordset of many sessions' parameters of these pieces. */
export function toRecordset(pieces: readonly string[]): Recordset {
  const types = new Map(
    pieces.flatMap((piece) => [...piece.matchAll(PARAM)].map(([, name = '', type = '']) => [name, type])),
  );
  const columns = [...types].map(([name, type]) => ({ name, isJson: type === 'json' || type === 'jsonb' }));
  return {
    columns: [...types].map(([name, type]) => `"${name}" ${type}`).join(', '),
    toRow: (params) => {
      const fields = columns.map(({ name, isJson }) => `"${name}":${toField(params[name], isJson)}`);
      return `{${fields.join(',')}}`;
    },
  };
}

// JSON parameters are text already. It is put in as it is, because text in text would be escaped, read and escaped again.
function toField(value: unknown, isJson: boolean): string {
  if (value === null || value === undefined) return 'null';
  return isJson && typeof value === 'string' ? value : toStoredJson(value);
}
