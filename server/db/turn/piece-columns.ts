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
  /** Picks the parameters that are columns. */
  toRow(params: Params): Params;
};

/** The recordset of many sessions' parameters of these pieces. */
export function toRecordset(pieces: readonly string[]): Recordset {
  const types = new Map(
    pieces.flatMap((piece) => [...piece.matchAll(PARAM)].map(([, name = '', type = '']) => [name, type])),
  );
  // JSON is passed as text, because toStoredJson returns text.
  const columns = [...types].map(([name, type]) => `"${name}" ${type === 'json' ? 'text' : type}`);
  const names = [...types.keys()];
  return {
    columns: columns.join(', '),
    toRow: (params) => Object.fromEntries(names.map((name) => [name, params[name]])),
  };
}
