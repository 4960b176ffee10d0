'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { AnswerForm } from '@/app/_features/session/answer-form';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { Checkbox } from '@/app/_ui/form/checkbox';
import { ErrorNote } from '@/app/_ui/state/error-state';
import type { Json } from '@/server/engine/json';
import { useSetSession } from '../_data/use-set-session';
import { Bar } from '../_transcript/bar';
import type { Fork } from './fork-words';

type Call = NonNullable<Fork['call']>;

/** Asks what a call of a fork gets: an answer that its author types in, or that of the real call. */
export function CallPrompt({ sessionId, call }: { sessionId: string; call: Call | null }) {
  const [isKept, setKept] = useState(false);
  const { answer, make, error, pending } = useAnswerCall(sessionId, call);
  if (!call) return null;
  const { key, node, method, url } = call;
  if (call.isMade) return <Bar>{`Waiting for the answer of ${method} ${url}.`}</Bar>;
  if (call.isRecorded)
    return (
      <Bar>
        <p className="mb-2">{`This session has an answer for the call of ${node}.`}</p>
        <Button pending={pending} onClick={() => answer({ type: 'recorded' })}>
          Use the recorded answer
        </Button>
      </Bar>
    );
  return (
    <section
      aria-label="Call without an answer"
      className="max-h-[60%] shrink-0 space-y-3 overflow-y-auto border-t bg-canvas px-4 py-3 text-sm"
    >
      <p className="[overflow-wrap:anywhere]">
        <span className="font-mono text-xs">{node}</span> calls{' '}
        <span className="font-mono text-xs">{`${method} ${url}`}</span>. Nobody recorded an answer for it.
      </p>
      {error && <ErrorNote error={error} />}
      <AnswerForm
        key={key}
        label={`Answer for ${node}`}
        submit="Use this answer"
        pending={pending}
        onAnswer={(given) => answer({ type: 'typed', ...given })}
      />
      <div className="space-y-2 border-t pt-3">
        <p className="text-ink-2">Or let the flow really call it, with everything that the call does.</p>
        <label htmlFor={`${key}-kept`} className="flex items-center gap-2">
          <Checkbox id={`${key}-kept`} checked={isKept} onCheckedChange={setKept} />
          Do not ask again in this test session
        </label>
        <Button pending={pending} onClick={() => make(isKept)}>
          Make the call
        </Button>
      </div>
    </section>
  );
}

type Answer = { type: 'real' | 'recorded' } | { type: 'typed'; status: number; body: Json };

function useAnswerCall(sessionId: string, call: Call | null) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const keep = useSetSession();
  const [isAllowed, setAllowed] = useState(false);
  const asked = useRef<string | null>(null);
  const answerCall = useMutation(
    trpc.fork.answerCall.mutationOptions({
      onSuccess: keep,
      onSettled: () => void invalidate(queries, trpc.fork.get.queryFilter({ sessionId })),
    }),
  );
  const { mutate } = answerCall;
  const key = call?.key ?? '';
  const isOpen = call !== null && !call.isMade && !call.isRecorded;
  useEffect(() => {
    if (!isAllowed || !isOpen || asked.current === key) return;
    asked.current = key;
    mutate({ sessionId, key, answer: { type: 'real' } });
  }, [isAllowed, isOpen, key, mutate, sessionId]);
  return {
    answer: (answer: Answer) => mutate({ sessionId, key, answer }),
    make: (isForAll: boolean) => {
      asked.current = key;
      setAllowed(isForAll);
      mutate({ sessionId, key, answer: { type: 'real' } });
    },
    error: toShownError(answerCall.error),
    pending: answerCall.isPending,
  };
}
