'use client';
import { type RefObject, useEffect, useRef, useState } from 'react';
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
  /** What the people before found; shown again when people are stopped before one of them has played. */
  const found = useRef<FuzzState>({ kind: 'idle' });
  const runs = useRef(0);
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
    if (answer.type === 'failure') return setState({ kind: 'failed', reason: answer.reason });
    if (answer.report.people > 0) found.current = { kind: 'done', report: answer.report, draftText };
    setState(found.current);
  };
  const start = async (people: number) => {
    close();
    setState({ kind: 'running', progress: null, isStopping: false });
    const draftText = draft.text;
    const parsed = parseDraft(draftText);
    const isCurrent = startRun(runs);
    try {
      const bundle = await client.flow.exportBundle.query({ flowId: flow.id });
      if (!isCurrent()) return;
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
      if (!isCurrent()) return;
      setState({ kind: 'failed', reason: toShownError(error)?.title ?? 'The flow could not be read.' });
    }
  };
  return {
    state,
    start: (people) => void start(people),
    stop: () => {
      if (!worker.current) {
        runs.current += 1;
        return setState(found.current);
      }
      const order: FuzzOrder = { type: 'stop' };
      worker.current.postMessage(order);
      setState((now) => (now.kind === 'running' ? { ...now, isStopping: true } : now));
    },
  };
}

/** Begins a run; the returned function says whether it is still the last one. */
function startRun(runs: RefObject<number>): () => boolean {
  runs.current += 1;
  const run = runs.current;
  return () => runs.current === run;
}
