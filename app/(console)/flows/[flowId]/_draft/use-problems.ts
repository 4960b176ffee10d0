'use client';
import { useEffect, useMemo, useState } from 'react';
import {
  lineAt,
  lineStarts,
  locateProblems,
  type PlacedProblem,
} from '@/app/_features/flow/json/locate-problems';
import { parseDraft } from '@/app/_features/flow/json/parse-draft';
import { useTRPCClient } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import type { ShownError } from '@/app/_ui/state/error-state';

const PAUSE_MS = 350;
const NONE: readonly PlacedProblem[] = [];

export type Problems = {
  list: readonly PlacedProblem[];
  /** `checking`: what was typed last is not checked yet. `broken`: the text is no JSON, so the flow cannot be checked. */
  state: 'checked' | 'checking' | 'broken' | 'failed';
  error: ShownError | null;
};

type Checked = { text: string; list: readonly PlacedProblem[]; error: ShownError | null };

/** What is wrong with a text: as JSON at once, as a flow when the author pauses. */
export function useProblems(flowId: string, text: string): Problems {
  const parsed = useMemo(() => parseDraft(text), [text]);
  const checked = useChecked(flowId, text, parsed.ok ? parsed.draft : null);
  const broken = useMemo(() => (parsed.ok ? null : [toPlaced(text, parsed.error)]), [text, parsed]);
  if (broken) return { list: broken, state: 'broken', error: null };
  if (!checked) return { list: NONE, state: 'checking', error: null };
  if (checked.text !== text) return { list: checked.list, state: 'checking', error: null };
  return { list: checked.list, state: checked.error ? 'failed' : 'checked', error: checked.error };
}

function useChecked(flowId: string, text: string, draft: Record<string, unknown> | null): Checked | null {
  const client = useTRPCClient();
  const [checked, setChecked] = useState<Checked | null>(null);
  useEffect(() => {
    // After a broken text the places found before no longer hold.
    if (!draft) return setChecked(null);
    const asked = new AbortController();
    const timer = setTimeout(() => {
      client.flow.validate
        .mutate({ flowId, definition: draft }, { signal: asked.signal })
        .then((problems) => setChecked({ text, list: locateProblems(text, problems), error: null }))
        .catch((error: unknown) => {
          if (!asked.signal.aborted) setChecked({ text, list: NONE, error: toShownError(error) });
        });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      asked.abort();
    };
  }, [client, flowId, text, draft]);
  return checked;
}

function toPlaced(text: string, error: { from: number; to: number; message: string }): PlacedProblem {
  const line = lineAt(lineStarts(text), error.from);
  return { ...error, severity: 'error', nodeId: null, path: '', line };
}
