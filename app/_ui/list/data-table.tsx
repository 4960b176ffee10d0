'use client';
import Link from 'next/link';
import { type ReactNode, useRef } from 'react';
import { cn } from '../cn';
import { ErrorState, type ShownError } from '../state/error-state';
import { Skeleton } from '../state/skeleton';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from './table';
import { useRowKeys } from './use-row-keys';

export type Column<Row> = {
  key: string;
  /** The heading of the column, and the label of the value on a card. */
  header: string;
  cell: (row: Row) => ReactNode;
  align?: 'right';
  /** Hidden where rows are cards. */
  wideOnly?: boolean;
  className?: string;
};

/** The controls that select rows, such as those of `selectRows`. */
export type RowSelection<Row> = {
  all: (rowKeys: readonly string[]) => ReactNode;
  row: (row: Row, rowKey: string) => ReactNode;
};

type DataTableProps<Row> = {
  /** The accessible name of the table. */
  label: string;
  columns: readonly [Column<Row>, ...Column<Row>[]];
  /** Undefined while loading. */
  rows: readonly Row[] | undefined;
  rowKey: (row: Row) => string;
  /** The link of the row, placed in the first column. */
  rowHref?: (row: Row) => string;
  error: ShownError | null;
  onRetry: () => void;
  /** Shown when there are no rows. */
  empty: ReactNode;
  /** The actions of the row, at its end. */
  actions?: (row: Row) => ReactNode;
  /** Makes rows selectable, for actions on several at once. */
  selection?: RowSelection<Row>;
  skeletonRows?: number;
};

/**
 * Rows of one kind: a table, or cards below 768 px. Every state is a required prop, so that none is forgotten. `j`
 * and `k` move.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, error, onRetry, empty, actions, selection } = props;
  const { skeletonRows = 5 } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  useRowKeys(body);
  if (error && !rows) return <ErrorState error={error} onRetry={onRetry} />;
  if (rows?.length === 0) return empty;
  return (
    // A page narrower than the columns scrolls the table alone.
    <div className="md:overflow-x-auto">
      <Table aria-label={label} aria-busy={!rows}>
        <TableHead>
          <TableRow className="max-md:p-0">
            {selection && (
              <TableHeader className="w-10 pr-0">{selection.all((rows ?? []).map(rowKey))}</TableHeader>
            )}
            {columns.map((column) => (
              <TableHeader key={column.key} className={cn(column.align === 'right' && 'text-right')}>
                {column.header}
              </TableHeader>
            ))}
            {actions && (
              <TableHeader className="w-12">
                <span className="sr-only">Actions</span>
              </TableHeader>
            )}
          </TableRow>
        </TableHead>
        <TableBody ref={body}>
          {rows
            ? rows.map((row) => <DataRow key={rowKey(row)} row={row} {...props} />)
            : Array.from({ length: skeletonRows }, (_, index) => (
                <SkeletonRow
                  key={`skeleton-${String(index)}`}
                  columns={columns}
                  actions={Boolean(actions)}
                  selection={Boolean(selection)}
                />
              ))}
        </TableBody>
      </Table>
    </div>
  );
}

function DataRow<Row>({
  row,
  columns,
  rowKey,
  rowHref,
  actions,
  selection,
}: { row: Row } & DataTableProps<Row>) {
  const href = rowHref?.(row);
  return (
    <TableRow
      className={cn(href && 'transition-colors hover:bg-subtle has-[a[data-row]:focus-visible]:bg-subtle')}
    >
      {selection && (
        <TableCell data-label="" className="w-10 py-0 pr-0 max-md:absolute max-md:top-2 max-md:right-4">
          {selection.row(row, rowKey(row))}
        </TableCell>
      )}
      {columns.map((column, index) => (
        <TableCell
          key={column.key}
          data-label={index === 0 ? '' : column.header}
          className={cellClass(column, index)}
        >
          {index === 0 && href ? (
            <Link
              data-row
              href={href}
              className="min-w-0 rounded-sm after:absolute after:inset-0 focus-visible:outline-offset-4"
            >
              {column.cell(row)}
            </Link>
          ) : (
            column.cell(row)
          )}
        </TableCell>
      ))}
      {actions && (
        <TableCell data-label="" className="w-12 py-0 text-right max-md:absolute max-md:top-2 max-md:right-2">
          <span className="relative z-10">{actions(row)}</span>
        </TableCell>
      )}
    </TableRow>
  );
}

function cellClass<Row>(column: Column<Row>, index: number): string {
  return cn(
    column.align === 'right' && 'md:text-right',
    column.wideOnly && 'max-md:hidden',
    index === 0 && 'font-medium max-md:justify-start max-md:pr-10 max-md:text-base max-md:before:hidden',
    column.className,
  );
}

type SkeletonRowProps<Row> = { columns: readonly Column<Row>[]; actions: boolean; selection: boolean };

function SkeletonRow<Row>({ columns, actions, selection }: SkeletonRowProps<Row>) {
  return (
    <TableRow>
      {selection && <TableCell className="w-10 max-md:hidden" />}
      {columns.map((column, index) => (
        <TableCell key={column.key} className={cn(cellClass(column, index), index > 1 && 'max-md:hidden')}>
          <Skeleton className={cn('w-full', index === 0 ? 'max-w-44' : 'max-w-28')} />
        </TableCell>
      ))}
      {actions && <TableCell />}
    </TableRow>
  );
}
