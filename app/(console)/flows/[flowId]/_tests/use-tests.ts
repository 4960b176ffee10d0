'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTRPC, useTRPCClient } from '@/app/_trpc/context';
import { findProblem, toShownError } from '@/app/_trpc/problems';
import type { ShownError } from '@/app/_ui/state/error-state';
import { createHistory } from '../_edit/history';
import {
  createTestSaver,
  type TestSaver,
  type Tests,
  type TestsSaved,
  type TestsSnapshot,
} from './_model/test-saver';

const PAUSE_MS = 800;
const NONE: TestsSnapshot = { history: createHistory<Tests>([]), tag: '', state: { kind: 'saved' } };
const noTests = () => NONE;
const noChange = () => () => {};

export type TestsControl = TestsSnapshot & {
  tests: Tests;
  /** Null until the tests are loaded. */
  saver: TestSaver | null;
  error: ShownError | null;
  /** Reads the server's tests again, in place of these. */
  loadTheirs: () => Promise<void>;
};

/** Loads the tests of a flow once they are needed, and saves them while they are edited. */
export function useTests(flowId: string, isNeeded: boolean): TestsControl {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const save = useSaveTests(flowId);
  const options = trpc.flow.getTests.queryOptions({ flowId });
  const read = useQuery({ ...options, enabled: isNeeded });
  const [saver, setSaver] = useState<TestSaver | null>(null);
  const stored = read.data;
  useEffect(() => {
    if (!stored) return;
    const server = { tests: stored.tests as unknown as Tests, tag: stored.tag };
    setSaver((known) => known ?? createTestSaver(server, { save, afterPause }));
    saver?.follow(server);
  }, [stored, saver, save]);
  useEffect(() => () => void saver?.flush(), [saver]);
  const snapshot = useSyncExternalStore(
    saver?.subscribe ?? noChange,
    saver?.snapshot ?? noTests,
    saver?.snapshot ?? noTests,
  );
  const loadTheirs = async () => {
    const theirs = await queries.fetchQuery({ ...options, staleTime: 0 });
    saver?.adopt({ tests: theirs.tests as unknown as Tests, tag: theirs.tag });
  };
  return { ...snapshot, tests: snapshot.history.present, saver, error: toShownError(read.error), loadTheirs };
}

function useSaveTests(flowId: string) {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [save] = useState(() => async (tests: Tests, ifTag: string | undefined): Promise<TestsSaved> => {
    try {
      const saved = await client.flow.saveTests.mutate({ flowId, tests, ifTag });
      queries.setQueryData(trpc.flow.getTests.queryKey({ flowId }), saved);
      return { kind: 'saved', tag: saved.tag };
    } catch (error) {
      if (findProblem(error)?.code === 'precondition_failed') return { kind: 'conflict' };
      return { kind: 'failed', error: toShownError(error) ?? { title: 'The tests were not saved.' } };
    }
  });
  return save;
}

function afterPause(run: () => void): () => void {
  const timer = setTimeout(run, PAUSE_MS);
  return () => clearTimeout(timer);
}
