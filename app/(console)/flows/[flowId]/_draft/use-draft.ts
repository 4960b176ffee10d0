'use client';
import { useQueryClient } from '@tanstack/react-query';
import { type RefObject, useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { JsonEditorHandle } from '@/app/_features/flow/editor/json-editor';
import { formatJson } from '@/app/_features/flow/json/format-json';
import { useTRPC, useTRPCClient } from '@/app/_trpc/context';
import { findProblem, toShownError } from '@/app/_trpc/problems';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { setQueryAnswer } from '@/app/_trpc/set-query-answer';
import { createDraftSaver, type DraftSaver, type DraftSnapshot, type SaveResult } from './draft-saver';
import { createDraftStash } from './draft-stash';
import { makeOwnSaves } from './own-saves';

const PAUSE_MS = 800;
const AGAIN_MS = 5_000;
const PASSING: readonly string[] = ['overloaded', 'rate_limited', 'internal'];

export type Flow = RouterOutputs['flow']['get'];

export type DraftControl = DraftSnapshot & {
  saver: DraftSaver;
  editor: RefObject<JsonEditorHandle | null>;
  /** Replaces the text by the server's, in the editor as well. */
  adopt: (flow: Flow) => void;
};

/** Saves the draft of a flow while it is edited, and follows the saves of others. */
export function useDraft(flow: Flow, mayWrite: boolean): DraftControl {
  const save = useSave(flow.id);
  const editor = useRef<JsonEditorHandle | null>(null);
  const [saver] = useState(() => makeSaver(flow, save));
  const snapshot = useSyncExternalStore(saver.subscribe, saver.snapshot, saver.snapshot);

  const adopt = useCallback(
    (theirs: Flow) => {
      saver.adopt(formatJson(theirs.draft), theirs.draftRev);
      editor.current?.replaceText(saver.snapshot().text);
    },
    [saver],
  );

  // The server does not know this browser's stash, so both begin without it.
  useEffect(() => {
    if (!mayWrite) return;
    saver.recall();
    editor.current?.replaceText(saver.snapshot().text);
  }, [saver, mayWrite]);

  // Unsaved text is saved on arrival, when the network returns, and on leaving.
  useEffect(() => {
    if (!mayWrite) return;
    const flush = () => void saver.flush();
    flush();
    window.addEventListener('online', flush);
    return () => {
      window.removeEventListener('online', flush);
      flush();
    };
  }, [saver, mayWrite]);

  const { state } = snapshot;
  useEffect(() => {
    if (state.kind !== 'failed' || !state.mayPass) return;
    const timer = setTimeout(() => void saver.flush(), AGAIN_MS);
    return () => clearTimeout(timer);
  }, [saver, state]);

  useEffect(() => {
    saver.follow(formatJson(flow.draft), flow.draftRev);
    editor.current?.replaceText(saver.snapshot().text);
  }, [flow, saver]);

  return { ...snapshot, saver, editor, adopt };
}

type Save = (draft: Record<string, unknown>, ifRev: number) => Promise<SaveResult>;

function useSave(flowId: string): Save {
  const client = useTRPCClient();
  const queries = useQueryClient();
  const trpc = useTRPC();
  const [made] = useState(() =>
    makeOwnSaves({
      save: async (draft, ifRev) => {
        try {
          const saved = await client.flow.saveDraft.mutate({ flowId, draft, ifRev });
          setQueryAnswer(queries, trpc.flow.get.queryKey({ flowId }), saved);
          return { kind: 'saved', rev: saved.draftRev };
        } catch (error) {
          return toFailure(error);
        }
      },
      read: () => client.flow.get.query({ flowId }).catch(() => null),
    }),
  );
  return made;
}

function toFailure(error: unknown): SaveResult {
  const problem = findProblem(error);
  if (problem?.code === 'draft_conflict' && 'currentRev' in problem.details)
    return { kind: 'conflict', currentRev: problem.details.currentRev };
  const mayPass = problem === null || PASSING.includes(problem.code);
  return { kind: 'failed', mayPass, error: toShownError(error) ?? { title: 'The draft was not saved.' } };
}

function makeSaver(flow: Flow, save: Save): DraftSaver {
  const server = { text: formatJson(flow.draft), rev: flow.draftRev };
  return createDraftSaver(server, {
    save,
    stash: createDraftStash(flow.id),
    afterPause: (run) => {
      const timer = setTimeout(run, PAUSE_MS);
      return () => clearTimeout(timer);
    },
  });
}
