'use client';
import { Checkbox } from '../form/checkbox';
import type { RowSelection } from './data-table';

type Picking<Row> = {
  /** The keys of the selected rows. */
  picked: ReadonlySet<string>;
  onPick: (picked: ReadonlySet<string>) => void;
  /** The accessible name of a row. */
  rowName: (row: Row) => string;
};

/** The checkboxes that make the rows of a `DataTable` selectable. */
export function selectRows<Row>(picking: Picking<Row>): RowSelection<Row> {
  return {
    all: (keys) => <PickAll keys={keys} {...picking} />,
    row: (row, key) => <PickRow row={row} rowKey={key} {...picking} />,
  };
}

function PickRow<Row>({ row, rowKey, picked, onPick, rowName }: Picking<Row> & { row: Row; rowKey: string }) {
  const change = (on: boolean) =>
    onPick(new Set(on ? [...picked, rowKey] : [...picked].filter((other) => other !== rowKey)));
  return (
    <Checkbox
      aria-label={`Select ${rowName(row)}`}
      checked={picked.has(rowKey)}
      onCheckedChange={change}
      className="z-10"
    />
  );
}

function PickAll<Row>({ keys, picked, onPick }: Picking<Row> & { keys: readonly string[] }) {
  const all = keys.length > 0 && keys.every((key) => picked.has(key));
  return (
    <Checkbox
      aria-label="Select all visible rows"
      checked={all}
      disabled={keys.length === 0}
      onCheckedChange={(on) => onPick(new Set(on ? keys : []))}
    />
  );
}
