'use client';
import { useEffect, useRef, useState } from 'react';
import type { FuzzAnswer, FuzzOrder } from '@/app/_features/flow/engine/fuzz-messages';
import { openFuzzWorker } from '@/app/_features/flow/engine/open-fuzz-worker';
import { parseDraft } from '@/app/_features/flow/json/parse-draft';
import { useTRPCClient } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import type { FuzzProgress, FuzzReport } from '@/server/engine/fuzz/fuzz-report';
import type { DraftControl, Flow } from '../_draft/use-draft';

export type FuzzState =
  | { kind: 'idle' }
  | { kind: 'running'; progress: FuzzProgress | null; isStopping: boolean }
  | { kind: 'done'; report: FuzzReport; draftText: string }
  | { kind: 'failed'; reason: string };

export type FuzzControl = { state: FuzzState; start: (people: number) => void; stop: () => void };

const FIRST_SEED = 1;

/** Plays strange people against the draft in a worker; other people each time. */
export function useFuzz(flow: Flow, draft: DraftControl): FuzzControl {
  const client = useTRPCClient();
  const [state, setState] = useState<FuzzState>({ kind: 'idle' });
  const worker = useRef<Worker | null>(null);
  const seed = useRef(FIRST_SEED);
  const close = () => {
    worker.current?.terminate();
    worker.current = null;
  };
  useEffect(() => () => worker.current?.terminate(), []);

  const receive = (answer: FuzzAnswer, draftText: string) => {
    if (answer.type === 'progress')
      return setState((now) => ({
        kind: 'running',
        isStopping: now.kind === 'running' && now.isStopping,
        progress: answer.progress,
      }));
    close();
    setState(
      answer.type === 'report'
        ? { kind: 'done', report: answer.report, draftText }
        : { kind: 'failed', reason: answer.reason },
    );
  };
  const start = async (people: number) => {
    close();
    setState({ kind: 'running', progress: null, isStopping: false });
    const draftText = draft.text;
    const parsed = parseDraft(draftText);
    try {
      const bundle = await client.flow.exportBundle.query({ flowId: flow.id });
      const called = bundle.flows.filter(({ slug }) => slug !== flow.slug);
      const own = { slug: flow.slug, definition: parsed.ok ? parsed.draft : null };
      const opened = openFuzzWorker();
      worker.current = opened;
      opened.addEventListener('message', ({ data }: MessageEvent<FuzzAnswer>) => {
        if (worker.current === opened) receive(data, draftText);
      });
      opened.addEventListener('error', (event) => {
        event.preventDefault();
        if (worker.current === opened)
          receive({ type: 'failure', reason: 'The engine did not load in this browser.' }, draftText);
      });
      const order: FuzzOrder = {
        type: 'start',
        flows: [own, ...called],
        people,
        seed: String(seed.current++),
      };
      opened.postMessage(order);
    } catch (error) {
      setState({ kind: 'failed', reason: toShownError(error)?.title ?? 'The flow could not be read.' });
    }
  };
  return {
    state,
    start: (people) => void start(people),
    stop: () => {
      const order: FuzzOrder = { type: 'stop' };
      worker.current?.postMessage(order);
      setState((now) => (now.kind === 'running' ? { ...now, isStopping: true } : now));
    },
  };
}
