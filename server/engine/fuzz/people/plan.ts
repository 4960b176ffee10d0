import type { FlowTest } from '../../flow-test/test-document';

/** A conversation that was played, as a test: how to reach a node or an exit. `asked` has the node that took each step. */
export type Way = { test: FlowTest; asked: readonly string[] };

/** The exit of a node that a person tries to take. */
export type Aim = { node: string; exit: string };

/** The part of a way that a person does differently; after `cut`, everything. */
export type Change =
  | { type: 'start' | 'seed' }
  | { type: 'step' | 'cut'; index: number }
  | { type: 'answer'; node: string; index: number };

/** What a person sets out to do: a way that is known with one change, or anything. */
export type Plan = { way: Way | null; change: Change | null; aim: Aim | null; seed: string };

/** A way without steps. */
export function emptyTest(seed: string, start: FlowTest['start']): FlowTest {
  return { name: 'fuzz', seed, ...(start && { start }), answers: {}, steps: [] };
}
