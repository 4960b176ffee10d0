import type { Explanation } from '@/server/engine/expression/explain';
import type { Candidates } from '@/server/engine/expression/why/complete-values';
import type { Why } from '@/server/engine/expression/why/why';
import type { WordKey } from '@/server/engine/locale/words/word-keys';
import type { SourceSample, SourceValue } from '@/server/engine/rendering/evaluate-source';
import type { PlacedProblem } from '../json/locate-problems';
import type { ComparedFile, FileOnDraft, OpenedFile } from './recording-tasks';
import type { DraftTests, OneDraftTest, TestConduct, TestsReport } from './test-tasks';

/** The problems of a draft at their places in its text, and the variables that each node sets, by the node's key. */
export type DraftCheck = { problems: PlacedProblem[]; assigns: Assigns };

export type Assigns = ReadonlyMap<string, readonly string[]>;

/** The names that expressions can use. `methods`: by the kind of value that has them. */
export type Vocabulary = {
  functions: readonly string[];
  constants: readonly string[];
  methods: Readonly<Record<'text' | 'list' | 'number' | 'boolean', readonly string[]>>;
};

/** The texts that the engine itself sends, as templates. */
export type OwnWords = { readonly [K in WordKey]?: string };

/** Conditions of a trace, and values that complete those that it clips. */
type ToExplain = { explanations: readonly Explanation[]; candidates: Candidates };

/** The engine's work in the browser: the input and the answer of each task. */
export type EngineTasks = {
  check: { input: string; answer: DraftCheck };
  evaluate: { input: SourceSample; answer: SourceValue };
  /** The answer has the reasons of each condition. */
  findWhys: { input: ToExplain; answer: Why[] };
  listVocabulary: { input: null; answer: Vocabulary };
  /** The input is a language tag. */
  listOwnWords: { input: string; answer: OwnWords };
  runTests: { input: DraftTests; answer: TestsReport };
  runTest: { input: OneDraftTest; answer: TestConduct };
  /** The input is the file of a session. */
  openRecording: { input: Blob; answer: OpenedFile };
  runOnDraft: { input: FileOnDraft; answer: ComparedFile };
};

export type EngineTask = keyof EngineTasks;

/** A task on its way to the worker, and its answer on the way back; `id` joins them. */
export type EngineRequest = {
  [K in EngineTask]: { id: number; task: K; input: EngineTasks[K]['input'] };
}[EngineTask];
export type EngineReply = { id: number } & (
  | { answer: EngineTasks[EngineTask]['answer'] }
  | { failure: string }
);
