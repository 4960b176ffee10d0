import type { Coverage } from '@/server/engine/flow-test/coverage';
import type { Observation } from '@/server/engine/flow-test/observe';
import type { TestFailure } from '@/server/engine/flow-test/test-result';
import type { TraceStep } from '@/server/engine/protocol';
import type { Recording } from '@/server/engine/replay/recording';

/** The text of a draft, the published versions of the flows that it calls, and its tests as they are stored. */
export type DraftTests = {
  text: string;
  called: Pick<Recording, 'flows'> & { links: Record<string, string> };
  tests: readonly unknown[];
};

/** The same with one test. */
export type OneDraftTest = Omit<DraftTests, 'tests'> & { test: unknown };

/** Why tests do not run: the draft is no flow yet. */
type NotRun = { ok: false; reason: string };

/** How each test went, and the nodes and exits that they pass. */
export type TestsReport =
  | NotRun
  | { ok: true; results: { failure: TestFailure | null }[]; coverage: Coverage };

/** What a flow did after the start and after each step of a test, up to the first that fails; `trace` has all steps. */
export type TestConduct =
  | NotRun
  | { ok: true; failures: TestFailure[]; observed: Observation[]; trace: TraceStep[] };
