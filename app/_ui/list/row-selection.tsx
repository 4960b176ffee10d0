'use client';
import { Checkbox } from '../form/checkbox';

export type RowSelection<Row> = {
  /** The keys of the selected rows. */
  picked: ReadonlySet<string>;
  onPick: (picked: ReadonlySet<string>) => void;
  /** The accessible name of a row. */
  rowName: (row: Row) => string;
};

type Keyed<Row> = RowSelection<Row> & { rowKey: (row: Row) => string };

/** Selects one row. */
export function PickRow<Row>({ row, rowKey, picked, onPick, rowName }: Keyed<Row> & { row: Row }) {
  const key = rowKey(row);
  const change = (on: boolean) =>
    onPick(new Set(on ? [...picked, key] : [...picked].filter((other) => other !== key)));
  return (
    <Checkbox
      aria-label={`Select ${rowName(row)}`}
      checked={picked.has(key)}
      onCheckedChange={(on) => change(on === true)}
      className="relative z-10"
    />
  );
}

/** Selects all shown rows, or none. */
export function PickAll<Row>({ rows, rowKey, picked, onPick }: Keyed<Row> & { rows: readonly Row[] }) {
  const keys = rows.map(rowKey);
  const all = keys.length > 0 && keys.every((key) => picked.has(key));
  return (
    <Checkbox
      aria-label="Select all visible rows"
      checked={all}
      disabled={keys.length === 0}
      onCheckedChange={(on) => onPick(new Set(on === true ? keys : []))}
    />
  );
}
