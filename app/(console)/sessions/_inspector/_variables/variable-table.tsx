'use client';
import { Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useEffect, useMemo, useRef, useState } from 'react';
import { SessionFiles } from '@/app/_features/session/session-files';
import { isOver } from '@/app/_features/session/session-status';
import { useCan } from '@/app/_lib/viewer';
import { Button } from '@/app/_ui/button';
import { Skeleton } from '@/app/_ui/state/skeleton';
import type { SessionLog } from '../_data/use-session-log';
import { variablesAt } from '../_model/variables-at';
import { VariableRows } from './variable-rows';
import { VisitorFacts } from './visitor-facts';

const EditVariable = dynamic(() => import('./edit-variable').then((module) => module.EditVariable));

/** The session's variables after the chosen turn, that turn's changes, and the current values. */
export function VariableTable({ log, turn }: { log: SessionLog; turn: number }) {
  const { session, events, turns, lastTurn, before } = log;
  const mayWrite = useCan('sessions:write') && !isOver(session.status);
  const { editing, edit, close, table } = useEditing();
  const rows = useMemo(
    () => before && variablesAt({ events, turns, before: before.variables }, turn),
    [events, turns, before, turn],
  );
  const past = turn < lastTurn;
  const form = editing !== null && (
    <EditVariable key={editing} session={session} name={editing} onClose={close} />
  );
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
          <Button size="sm" onClick={() => edit('')}>
            <Plus aria-hidden /> Set a variable
          </Button>
        )}
      </div>
      {editing === '' && <div className="mb-3">{form}</div>}
      <div ref={table}>
        {rows === null ? (
          <Skeleton className="h-24 w-full rounded-lg" />
        ) : rows.length === 0 ? (
          <p className="text-ink-2 text-sm">No variable was set {past ? 'by then' : 'yet'}.</p>
        ) : (
          <VariableRows
            rows={rows}
            now={past ? session.variables : null}
            onEdit={mayWrite ? edit : null}
            editing={editing}
            form={form}
          />
        )}
      </div>
      <VisitorFacts visitor={session.visitor} />
      {session.threadId !== null && <SessionFiles sessionId={session.id} className="mt-6" />}
    </div>
  );
}

/** The variable that is edited; the one that was set last is scrolled into sight. */
function useEditing() {
  const [editing, setEditing] = useState<string | null>(null);
  const [changed, setChanged] = useState<string | null>(null);
  const table = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (changed === null) return;
    const row = [...(table.current?.querySelectorAll<HTMLElement>('[data-variable]') ?? [])].find(
      ({ dataset }) => dataset.variable === changed,
    );
    row?.scrollIntoView({ block: 'nearest' });
    row?.querySelector('button')?.focus({ preventScroll: true });
  }, [changed]);
  const edit = (name: string) => {
    setChanged(null);
    setEditing(name);
  };
  const close = (name: string | null) => {
    setEditing(null);
    setChanged(name);
  };
  return { editing, edit, close, table };
}
