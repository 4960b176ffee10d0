'use client';
import { ArrowRight, Pencil, Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useMemo, useState } from 'react';
import { isOver } from '@/app/_features/session/session-status';
import { ownValue } from '@/app/_lib/own-value';
import { useCan } from '@/app/_lib/viewer';
import { Button } from '@/app/_ui/button';
import { cn } from '@/app/_ui/cn';
import type { JsonObject } from '@/server/engine/json';
import type { SessionLog } from '../_data/use-session-log';
import { turnOfEvent } from '../_model/event-log';
import { type Value, type VariableRow, variablesAt } from '../_model/variables-at';
import { ShownValue } from '../_turn/shown-value';
import { SessionFiles } from './session-files';
import { VisitorFacts } from './visitor-facts';

const EditVariable = dynamic(() => import('./edit-variable').then((module) => module.EditVariable));

/** The session's variables after the chosen turn, that turn's changes, and the current values. */
export function VariableTable({ log, turn }: { log: SessionLog; turn: number }) {
  const { session, events, turns, lastTurn, loadEarlier } = log;
  const mayWrite = useCan('sessions:write') && !isOver(session.status);
  const [editing, setEditing] = useState<string | null>(null);
  const complete = loadEarlier === null && turnOfEvent(events[0]?.id ?? '1-0') === 1;
  const rows = useMemo(
    () => variablesAt({ events, turns, now: session.variables, complete }, turn),
    [events, turns, session.variables, turn, complete],
  );
  const past = turn < lastTurn;
  return (
    <div className="p-4">
      <div className="mb-3 flex min-h-7 items-center gap-2">
        <h2 className="tabular mr-auto font-medium">
          {past ? `After turn ${String(turn)}` : 'Now'}
          <span className="font-normal text-ink-2">
            {past ? ` of ${String(lastTurn)}` : `, after turn ${String(turn)}`}
          </span>
        </h2>
        {mayWrite && (
          <Button size="sm" onClick={() => setEditing('')}>
            <Plus aria-hidden /> Set a variable
          </Button>
        )}
      </div>
      {rows.length === 0 ? (
        <p className="text-ink-2 text-sm">No variable was set {past ? 'by then' : 'yet'}.</p>
      ) : (
        <Rows rows={rows} now={past ? session.variables : null} onEdit={mayWrite ? setEditing : null} />
      )}
      <VisitorFacts visitor={session.visitor} />
      {session.threadId !== null && <SessionFiles sessionId={session.id} />}
      {editing !== null && <EditVariable session={session} name={editing} onClose={() => setEditing(null)} />}
    </div>
  );
}

type RowsProps = { rows: VariableRow[]; now: JsonObject | null; onEdit: ((name: string) => void) | null };

function Rows({ rows, now, onEdit }: RowsProps) {
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
        {rows.map(({ name, value, changed }) => (
          <tr key={name} className={cn('align-top', changed && 'bg-accent-soft')}>
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
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={`Edit ${name}`}
                  onClick={() => onEdit(name)}
                >
                  <Pencil aria-hidden />
                </Button>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Shown({ value }: { value: Value }) {
  if (value.type === 'value') return <ShownValue value={value.value} />;
  if (value.type === 'unset') return <span className="text-xs">not set</span>;
  return <span className="text-xs">set in a turn that is not loaded</span>;
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
