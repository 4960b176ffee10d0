'use client';
import { useRef } from 'react';
import { cn } from '@/app/_ui/cn';
import { changedNames } from './_model/changed-names';
import type { TestSession } from './use-test-session';

type Session = NonNullable<TestSession['session']>;
type Seen = {
  sessionId: string;
  turnNo: number;
  variables: Session['variables'];
  changed: ReadonlySet<string>;
};

/** The variables of the session; those that its last turn changed are marked. */
export function VariableList({ session }: { session: Session }) {
  const changed = useChangedNames(session);
  const names = Object.keys(session.variables);
  return (
    <details open className="group shrink-0 border-t">
      <summary className="flex h-9 cursor-pointer select-none items-center gap-2 bg-canvas px-4 font-medium text-sm focus-visible:outline-offset-[-2px]">
        Variables <span className="tabular font-normal text-ink-2 text-xs">{names.length}</span>
      </summary>
      {names.length === 0 ? (
        <p className="border-t px-4 py-2 text-ink-2 text-sm">No values yet.</p>
      ) : (
        <dl className="max-h-36 divide-y overflow-y-auto border-t">
          {names.map((name) => (
            <div
              key={name}
              className={cn('flex gap-3 px-4 py-1 text-xs leading-5', changed.has(name) && 'bg-accent-soft')}
            >
              <dt className="w-2/5 shrink-0 truncate font-mono text-ink-2" title={name}>
                {name}
              </dt>
              <dd
                className="min-w-0 flex-1 truncate font-mono"
                title={JSON.stringify(session.variables[name])}
              >
                {JSON.stringify(session.variables[name])}
                {changed.has(name) && <span className="sr-only"> (just changed)</span>}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </details>
  );
}

// The marks stay until the next turn, across renders.
function useChangedNames({ id, turnNo, variables }: Session): ReadonlySet<string> {
  const seen = useRef<Seen | null>(null);
  const last = seen.current?.sessionId === id ? seen.current : null;
  if (!last || last.turnNo !== turnNo)
    seen.current = {
      sessionId: id,
      turnNo,
      variables,
      changed: last ? changedNames(last.variables, variables) : new Set(),
    };
  return seen.current?.changed ?? new Set();
}
