'use client';
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useCallback, useState } from 'react';
import { usePartialReply } from '@/app/_features/session/use-partial-reply';
import { type Trpc, useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import type { RouterInputs, RouterOutputs } from '@/app/_trpc/router-outputs';
import { setQueryAnswer } from '@/app/_trpc/set-query-answer';
import { useRestart } from '@/app/_trpc/use-stream-state';
import type { DraftControl } from '../_draft/use-draft';
import type { ShownLanguages } from '../_edit/use-languages';
import { collectMessages, type TestMessage } from './_model/collect-messages';
import { toStartInput } from './_model/to-start-input';

type Session = RouterOutputs['session']['get'];
export type TestInput = RouterInputs['session']['send']['input'];

export type TestSession = {
  session: Session | null;
  messages: TestMessage[];
  /** The reply that a model is writing; empty if none does. */
  partial: string;
  /** The draft was changed and saved since this session started. */
  outdated: boolean;
  starting: boolean;
  /** A request is running, so no other input is taken. */
  busy: boolean;
  error: unknown;
  /** The language of the session's texts, out of those of the flow. */
  language: { shown: string; all: readonly string[]; choose: (language: string) => void };
  start: () => void;
  /** Starts a test session at a node, with the variables of the previous session. */
  startAt: (key: string) => void;
  send: (input: TestInput, onFailed?: () => void) => void;
};

type Started = { sessionId: string; rev: number };

/** Runs a test session: saves the draft, starts a session on it, and follows its events. */
export function useTestSession(flowId: string, draft: DraftControl, languages: ShownLanguages): TestSession {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [started, setStarted] = useState<Started | null>(null);
  const { all, shown, setChosen } = useTestLanguage(languages);
  const [testedText, setTriedText] = useState('');
  const [messages, setMessages] = useState<TestMessage[]>([]);
  const sessionId = started?.sessionId ?? '';
  const addMessages = useCallback(
    (come: readonly TestMessage[]) => setMessages((known) => collectMessages(known, come)),
    [],
  );

  const startTest = useMutation(trpc.flow.startTestSession.mutationOptions());
  const start = useMutation({
    mutationFn: async ({ at, language }: { at: string | null; language: string }) => {
      if (!(await draft.saver.flush())) return null;
      const own = { flowId, ...(all.length > 1 && { regional: { locale: language } }) };
      const from = at === null ? null : toStartInput(draft.saver.snapshot().text, at, session.data);
      return startTest.mutateAsync({ ...own, ...from });
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
        keepAnswer(queries, trpc, reply.session);
      },
    }),
  );

  const session = useQuery(trpc.session.get.queryOptions({ sessionId }, { enabled: started !== null }));
  const partial = useTestEvents(started?.sessionId ?? null, addMessages);

  const run = (at: string | null, language = shown) => {
    if (start.isPending) return;
    setTriedText(draft.text);
    start.mutate({ at, language });
  };
  const choose = (language: string) => {
    setChosen(language);
    if (started) run(null, language);
  };

  return {
    session: (started && session.data) ?? null,
    messages,
    partial,
    outdated: started !== null && started.rev !== draft.rev,
    starting: start.isPending,
    busy: send.isPending || start.isPending,
    // An edit may have fixed the cause of the error.
    error: (testedText === draft.text ? start.error : null) ?? send.error,
    language: { shown, all, choose },
    start: () => run(null),
    startAt: (key) => run(key),
    send: (input, onFailed) => send.mutate({ sessionId, input }, { onError: onFailed }),
  };
}

/** Follows the events of the test session; returns the reply that a model is writing. */
function useTestEvents(
  sessionId: string | null,
  addMessages: (come: readonly TestMessage[]) => void,
): string {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const key = { sessionId: sessionId ?? '' };
  const reply = usePartialReply();
  const stream = useSubscription(
    trpc.session.events.subscriptionOptions(key, {
      enabled: sessionId !== null,
      onData: ({ data: event }) => {
        if (!reply.take(event)) return;
        if (event.type === 'message.sent' || event.type === 'message.received') addMessages([event.data]);
        void invalidate(queries, trpc.session.get.queryFilter(key));
        void invalidate(queries, trpc.session.turns.queryFilter(key));
      },
    }),
  );

  useRestart(stream);
  return reply.partial;
}

/** Keeps the session as a request left it, unless the stream has brought a later turn; a read of one may be under way, too. */
function keepAnswer(queries: QueryClient, trpc: Trpc, session: Session): void {
  const queryKey = trpc.session.get.queryKey({ sessionId: session.id });
  if ((queries.getQueryData(queryKey)?.turnNo ?? 0) > session.turnNo) return;
  setQueryAnswer(queries, queryKey, session);
  void invalidate(queries, trpc.session.get.queryFilter({ sessionId: session.id }));
}

/** The language of the next session: the flow's own one until another is chosen, or when that is gone. */
function useTestLanguage({ all, main }: ShownLanguages) {
  const [chosen, setChosen] = useState(main);
  return { all, shown: all.includes(chosen) ? chosen : main, setChosen };
}
