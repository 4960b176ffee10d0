import type { Params } from './commit';

// What the pieces of pieces.ts name `:like_this::type`: a parameter of one session, or a column of a table of many.
const PARAM = /(?<!:):([a-zA-Z]\w*)::(\w+(?:\[\])?)/g;

/** Takes a piece's parameters from the columns of `row`. */
export function toColumns(piece: string, row: string): string {
  return piece.replace(PARAM, `${row}."$1"::$2`);
}

type Recordset = {
  /** Their columns, each with its type. */
  columns: string;
  /** Takes what a row of it needs of many parameters. */
  toRow(params: Params): Params;
};

/** The recordset of many sessions' parameters of these pieces. */
export function toRecordset(pieces: readonly string[]): Recordset {
  const types = new Map(
    pieces.flatMap((piece) => [...piece.matchAll(PARAM)].map(([, name = '', type = '']) => [name, type])),
  );
  // JSON is given as text, for it was made storable as such.
  const columns = [...types].map(([name, type]) => `"${name}" ${type === 'json' ? 'text' : type}`);
  const names = [...types.keys()];
  return {
    columns: columns.join(', '),
    toRow: (params) => Object.fromEntries(names.map((name) => [name, params[name]])),
  };
}
