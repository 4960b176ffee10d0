'use client';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { SessionView } from '@/app/_features/session/view';
import { useTRPC } from '@/app/_trpc/context';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';

type Preview = RouterOutputs['debug']['preview']['preview'];

/** What the next step of a held session would do. */
export function NodePreview({ session: { id: sessionId, turnNo } }: { session: SessionView }) {
  const trpc = useTRPC();
  const { data, refetch } = useQuery(trpc.debug.preview.queryOptions({ sessionId }));
  const isStale = data !== undefined && data.turnNo !== turnNo;
  // An edit changes what the step would do, and adds a turn.
  useEffect(() => {
    if (isStale) void refetch();
  }, [isStale, refetch]);
  if (!data || isStale) return null;
  return (
    <div className="max-w-prose">
      <p className="text-ink-2">The next step would</p>
      <ul className="list-disc pl-5 text-ink">
        {describePreview(data.preview).map((line) => (
          <li key={line} className="[overflow-wrap:anywhere]">
            {line}
          </li>
        ))}
      </ul>
    </div>
  );
}

const STATUS_WORDS: Readonly<Record<string, string>> = {
  awaiting_input: 'wait for an answer',
  awaiting_transfer: 'hand over to a person',
  awaiting_timer: 'wait for a time',
  awaiting_event: 'wait for an event',
  completed: 'end the session',
};

/** Describes a preview in the words of a list. */
function describePreview({ step, texts, calls, status, failure }: Preview): string[] {
  if (failure) return [`fail: ${failure.message}`];
  const lines = [
    ...texts.map((text) => `say “${text}”`),
    ...calls.map(({ method, url }) => `call ${method} ${url}`),
    ...(step?.changed ?? []).map(({ name, after }) => `set ${name} to ${JSON.stringify(after)}`),
    ...(step?.exit ? [`leave by “${step.exit}”${step.next ? ` to “${step.next}”` : ''}`] : []),
    ...(STATUS_WORDS[status] ? [STATUS_WORDS[status]] : []),
  ];
  return lines.length > 0 ? lines : ['go on without a message'];
}
