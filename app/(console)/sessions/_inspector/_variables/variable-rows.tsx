import { ArrowRight, Pencil } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import { ownValue } from '@/app/_lib/own-value';
import { Button } from '@/app/_ui/button';
import { cn } from '@/app/_ui/cn';
import type { JsonObject } from '@/server/engine/json';
import type { Value, VariableRow } from '../_model/variables-at';
import { ShownValue } from '../_turn/shown-value';

type VariableRowsProps = {
  rows: VariableRow[];
  /** The current values, where the rows have earlier ones. */
  now: JsonObject | null;
  onEdit: ((name: string) => void) | null;
  editing: string | null;
  /** Shown below the variable that is edited. */
  form: ReactNode;
};

/** A table of variables with their changes. */
export function VariableRows({ rows, now, onEdit, editing, form }: VariableRowsProps) {
  return (
    <table aria-label="Variables" className="w-full table-fixed text-left text-sm">
      <thead>
        <tr className="border-b text-ink-2 text-xs">
          <th className="h-8 w-28 pl-2 font-medium">Name</th>
          <th className="h-8 font-medium">Value</th>
          {now && <th className="h-8 w-1/3 font-medium">Now</th>}
          {onEdit && (
            <th className="h-8 w-9">
              <span className="sr-only">Edit</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody className="divide-y">
        {rows.map((row) => (
          <Fragment key={row.name}>
            <Row row={row} now={now} onEdit={onEdit} />
            {row.name === editing && (
              <tr>
                <td colSpan={4} className="py-2">
                  {form}
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

type RowProps = Pick<VariableRowsProps, 'now' | 'onEdit'> & { row: VariableRow };

function Row({ row: { name, value, changed }, now, onEdit }: RowProps) {
  return (
    <tr data-variable={name} className={cn('scroll-my-14 align-top', changed && 'bg-accent-soft')}>
      <th scope="row" className="py-2 pr-3 pl-2 font-normal">
        <span className="block truncate font-mono text-xs leading-5" title={name}>
          {name}
        </span>
        {changed && <span className="text-accent text-xs">changed</span>}
      </th>
      <td className="py-2 pr-3">
        {changed && (
          <span className="flex items-baseline gap-2 text-ink-2">
            <Shown value={changed.before} />
            <ArrowRight aria-label="became" className="size-3 shrink-0 self-center" />
          </span>
        )}
        <Shown value={value} />
      </td>
      {now && (
        <td className="py-2 pr-3 text-ink-2">
          {value.type === 'value' && isSame(value.value, ownValue(now, name)) ? (
            <span className="text-xs">the same</span>
          ) : (
            <ShownValue value={ownValue(now, name)} />
          )}
        </td>
      )}
      {onEdit && (
        <td className="py-1">
          <Button variant="ghost" size="icon-sm" aria-label={`Edit ${name}`} onClick={() => onEdit(name)}>
            <Pencil aria-hidden />
          </Button>
        </td>
      )}
    </tr>
  );
}

function Shown({ value }: { value: Value }) {
  if (value.type === 'value') return <ShownValue value={value.value} />;
  return <span className="text-xs">not set</span>;
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
