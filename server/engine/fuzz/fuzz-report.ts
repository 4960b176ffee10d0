import type { Coverage } from '../flow-test/coverage';
import type { FlowTest } from '../flow-test/test-document';
import type { FlawKind } from './flaw';

/** A line of a conversation: what somebody said or did. */
export type TranscriptLine = { by: 'person' | 'flow' | 'outside'; text: string };

/** A flaw of a flow. `node` is its key; `message` says in a sentence what is wrong, and `test` shows it. */
export type Finding = {
  kind: FlawKind;
  node: string;
  /** The code of the failure, the exit that nobody took, or how a silent turn ended. */
  code: string;
  message: string;
  /** How many people met it. */
  people: number;
  transcript: TranscriptLine[];
  /** The shortest conversation that shows it, to be kept. It fails until the flaw is gone, unless it only leads to its place. */
  test: FlowTest;
};

/** What people found in a flow. `isComplete` is false if the work was bounded before all of them had played. */
export type FuzzReport = {
  seed: string;
  people: number;
  turns: number;
  isComplete: boolean;
  findings: Finding[];
  coverage: Coverage;
  /** The nodes that nobody reached. */
  unreached: string[];
};

/** How far the people are. */
export type FuzzProgress = { people: number; planned: number; exits: number; findings: number };
