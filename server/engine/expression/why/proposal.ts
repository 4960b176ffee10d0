import type { Json } from '../../json';
import type { Evaluation } from '../evaluation';
import type { TreeNode, Value } from '../tree';
import { clipValue } from '../values/clip-value';
import type { Model } from './build-model';
import type { Origin, Path } from './origin';
import type { Relation, Test } from './why';

/** How the value at a path of a subject would be another one. */
export type EditStep = { subject: string; path: Path; toValue: (value: Value) => Value };

/** A change that may give a part of the condition the wanted result; it is checked before it is shown. */
export type Proposal = { tests: Test[]; steps: EditStep[] };

/** The state of one search for changes. */
export type Search = {
  model: Model;
  evaluation: Evaluation;
  /** Where the values of callback parameters come from, by slot; null for a value that nothing can change. */
  origins: Map<number, Origin | null>;
  /** Changes after which a part of the condition is true or false; one without tests if it is so already. */
  propose: (node: TreeNode, want: boolean) => Proposal[];
};

/** The most proposals of one part, and those that are combined with others. */
const MAX_PROPOSALS = 40;
const MAX_COMBINED = 8;
/** A change that needs more tests is no small one. */
const MAX_TESTS = 6;

/** No change is needed. */
export const NOTHING: Proposal = { tests: [], steps: [] };

/** A proposal of one test on the value of an origin. */
export function toProposal(
  origin: Origin,
  relation: Relation,
  values: readonly Value[],
  toValue: EditStep['toValue'],
): Proposal {
  const { text: subject, now } = origin;
  const test = {
    subject,
    relation,
    values: values.map(toShown),
    now: now === undefined ? undefined : toShown(now),
  };
  return { tests: [test], steps: [{ subject: origin.subject, path: origin.path, toValue }] };
}

/** A value as a trace shows it. */
export function toShown(value: Value): Json {
  if (typeof value === 'number' && !Number.isFinite(value)) return null;
  return clipValue((value ?? null) as Json) ?? null;
}

/** The smaller proposals first; of equal size, in the order of the source. */
export function listSmallest(proposals: readonly Proposal[]): Proposal[] {
  return [...proposals].sort((a, b) => a.tests.length - b.tests.length).slice(0, MAX_PROPOSALS);
}

/** Proposals that need one of each list. */
export function combineProposals(parts: readonly (readonly Proposal[])[]): Proposal[] {
  let combined: Proposal[] = [NOTHING];
  for (const part of parts) {
    const joined = combined.flatMap((one) =>
      part.slice(0, MAX_COMBINED).map((other) => joinProposals(one, other)),
    );
    combined = listSmallest(joined.filter(({ tests }) => tests.length <= MAX_TESTS));
  }
  return combined;
}

function joinProposals(one: Proposal, other: Proposal): Proposal {
  return { tests: other.tests.reduce(addTest, one.tests), steps: [...one.steps, ...other.steps] };
}

// A value that must differ from several others makes one test.
const RULING_OUT: ReadonlySet<Relation> = new Set([
  'differ',
  'lack',
  'notStartWith',
  'notEndWith',
  'notMatch',
]);

function addTest(tests: Test[], added: Test): Test[] {
  const index = tests.findIndex(
    ({ subject, relation }) => subject === added.subject && relation === added.relation,
  );
  const own = tests[index];
  if (!own || !(RULING_OUT.has(own.relation) || isSame(own.values, added.values))) return [...tests, added];
  const values = [
    ...own.values,
    ...added.values.filter((value) => !own.values.some((other) => isSame(other, value))),
  ];
  return tests.with(index, { ...own, values });
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
