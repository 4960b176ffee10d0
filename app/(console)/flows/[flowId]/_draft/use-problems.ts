'use client';
import { useEffect, useMemo, useState } from 'react';
import { useEngine } from '@/app/_features/flow/engine/engine-provider';
import type { Assigns, DraftCheck } from '@/app/_features/flow/engine/engine-tasks';
import { runLatest } from '@/app/_features/flow/engine/run-latest';
import { lineAt, lineStarts, type PlacedProblem } from '@/app/_features/flow/json/locate-problems';
import { parseDraft } from '@/app/_features/flow/json/parse-draft';
import { useTRPCClient } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import type { ShownError } from '@/app/_ui/state/error-state';
import type { PersonalPlace } from '@/server/engine/personal/place';
import { combineChecks, type ServerCheck } from './combine-checks';

const LOCAL_PAUSE_MS = 50;
const SERVER_PAUSE_MS = 350;
const NO_ASSIGNS: Assigns = new Map();

export type Problems = {
  list: readonly PlacedProblem[];
  /** `checking`: the server has not checked the last change yet. `broken`: the text is not JSON, so there is no flow to check. */
  state: 'checked' | 'checking' | 'broken' | 'failed';
  error: ShownError | null;
  /** The variables that each node sets. */
  assigns: Assigns;
  /** Where personal data can get to, as of the last change that the server has checked; null before. */
  personalData: readonly PersonalPlace[] | null;
};

/** Finds the problems of a text: as JSON and by the engine in the browser at once, by the server when the author pauses. */
export function useProblems(flowId: string, text: string): Problems {
  const parsed = useMemo(() => parseDraft(text), [text]);
  const local = useLocalCheck(text, parsed.ok);
  const server = useServerCheck(flowId, text, parsed.ok ? parsed.draft : null);
  return useMemo((): Problems => {
    const assigns = local?.assigns ?? NO_ASSIGNS;
    const personalData = server?.personalData ?? null;
    const kept = { assigns, personalData };
    if (!parsed.ok) return { list: [toPlaced(text, parsed.error)], state: 'broken', error: null, ...kept };
    return { ...combineChecks(text, local, server), ...kept };
  }, [text, parsed, local, server]);
}

function useLocalCheck(text: string, isJson: boolean): (DraftCheck & { text: string }) | null {
  const engine = useEngine();
  const [check, setCheck] = useState<(DraftCheck & { text: string }) | null>(null);
  const run = useMemo(
    () =>
      engine &&
      runLatest(
        (input: string) => engine.run('check', input),
        (input, found) => setCheck({ ...found, text: input }),
      ),
    [engine],
  );
  useEffect(() => {
    if (!run || !isJson) return;
    const timer = setTimeout(() => run(text), LOCAL_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [run, text, isJson]);
  return check;
}

type ReportedCheck = ServerCheck & Pick<Problems, 'personalData'>;

function useServerCheck(
  flowId: string,
  text: string,
  draft: Record<string, unknown> | null,
): ReportedCheck | null {
  const client = useTRPCClient();
  const [check, setCheck] = useState<ReportedCheck | null>(null);
  useEffect(() => {
    if (!draft) return;
    const request = new AbortController();
    const timer = setTimeout(() => {
      client.flow.validate
        .mutate({ flowId, definition: draft }, { signal: request.signal })
        .then((report) => setCheck({ text, ...report, error: null }))
        .catch((error: unknown) => {
          if (!request.signal.aborted)
            setCheck({ text, problems: [], personalData: null, error: toShownError(error) });
        });
    }, SERVER_PAUSE_MS);
    return () => {
      clearTimeout(timer);
      request.abort();
    };
  }, [client, flowId, text, draft]);
  return check;
}

function toPlaced(text: string, error: { from: number; to: number; message: string }): PlacedProblem {
  const line = lineAt(lineStarts(text), error.from);
  return { ...error, severity: 'error', nodeId: null, path: '', line };
}
