'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useCallback, useState } from 'react';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import type { RouterInputs, RouterOutputs } from '@/app/_trpc/router-outputs';
import { setQueryAnswer } from '@/app/_trpc/set-query-answer';
import { useRestart } from '@/app/_trpc/use-stream-state';
import type { DraftControl } from '../_draft/use-draft';
import { collectMessages, type TestMessage } from './_model/collect-messages';
import { toStartInput } from './_model/to-start-input';

type Session = RouterOutputs['session']['get'];
export type TestInput = RouterInputs['session']['send']['input'];

export type TestSession = {
  session: Session | null;
  messages: TestMessage[];
  /** The draft was changed and saved since this session started. */
  outdated: boolean;
  starting: boolean;
  /** A request is running, so no other input is taken. */
  busy: boolean;
  error: unknown;
  start: () => void;
  /** Starts a test session at a node, with the variables of the previous session. */
  startAt: (key: string) => void;
  send: (input: TestInput, onFailed?: () => void) => void;
};

type Started = { sessionId: string; rev: number };

/** Runs a test session: saves the draft, starts a session on it, and follows its events. */
export function useTestSession(flowId: string, draft: DraftControl): TestSession {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [started, setStarted] = useState<Started | null>(null);
  const [testedText, setTriedText] = useState('');
  const [messages, setMessages] = useState<TestMessage[]>([]);
  const sessionId = started?.sessionId ?? '';
  const addMessages = useCallback(
    (come: readonly TestMessage[]) => setMessages((known) => collectMessages(known, come)),
    [],
  );

  const startTest = useMutation(trpc.flow.startTestSession.mutationOptions());
  const start = useMutation({
    mutationFn: async (at: string | null) => {
      if (!(await draft.saver.flush())) return null;
      if (at === null) return startTest.mutateAsync({ flowId });
      return startTest.mutateAsync({
        flowId,
        ...toStartInput(draft.saver.snapshot().text, at, session.data),
      });
    },
    onSuccess: (reply) => {
      if (!reply) return;
      setStarted({ sessionId: reply.session.id, rev: draft.saver.snapshot().rev });
      setMessages(reply.messages);
      setQueryAnswer(queries, trpc.session.get.queryKey({ sessionId: reply.session.id }), reply.session);
      send.reset();
    },
  });

  const send = useMutation(
    trpc.session.send.mutationOptions({
      onSuccess: (reply) => {
        if (reply.session.id !== sessionId) return;
        addMessages(reply.messages);
        setQueryAnswer(queries, trpc.session.get.queryKey({ sessionId }), reply.session);
      },
    }),
  );

  const session = useQuery(trpc.session.get.queryOptions({ sessionId }, { enabled: started !== null }));
  const stream = useSubscription(
    trpc.session.events.subscriptionOptions(
      { sessionId },
      {
        enabled: started !== null,
        onData: ({ data: event }) => {
          if (event.type === 'message.sent' || event.type === 'message.received') addMessages([event.data]);
          void invalidate(queries, trpc.session.get.queryFilter({ sessionId }));
          void invalidate(queries, trpc.session.turns.queryFilter({ sessionId }));
        },
      },
    ),
  );

  useRestart(stream);

  const run = (at: string | null) => {
    if (start.isPending) return;
    setTriedText(draft.text);
    start.mutate(at);
  };

  return {
    session: (started && session.data) ?? null,
    messages,
    outdated: started !== null && started.rev !== draft.rev,
    starting: start.isPending,
    busy: send.isPending || start.isPending,
    // An edit may have fixed the cause of the error.
    error: (testedText === draft.text ? start.error : null) ?? send.error,
    start: () => run(null),
    startAt: run,
    send: (input, onFailed) => send.mutate({ sessionId, input }, { onError: onFailed }),
  };
}
