/**
 * Plays many strange people against a flow on a virtual clock, and reports what is wrong with it.
 *
 * fuzz/pure: the report depends on the flow, the seed and the number of people alone.
 * fuzz/total: it never throws for a compiled flow, whatever the flow holds.
 * fuzz/bounded: its turns, visits and expression steps are bounded, and so are the findings and their conversations.
 */
import { runTestFully } from '../flow-test/run-test';
import type { TestedFlow } from '../flow-test/run-tests';
import type { FlowTest } from '../flow-test/test-document';
import type { Steps } from '../steps';
import { describeFlaw, renderTranscript } from './findings/describe-finding';
import { toKeptTest } from './findings/keep-test';
import { type Goal, SHRINK_VISITS, shrinkTest } from './findings/shrink';
import { type Flaw, toCause } from './flaw';
import type { Finding, FuzzProgress, FuzzReport } from './fuzz-report';
import { learnFlow } from './lore/learn-flow';
import { listDeadEnds } from './lore/list-dead-ends';
import type { FlowLore } from './lore/lore';
import { type Atlas, copyWay, openAtlas } from './people/atlas';
import { createPlanner } from './people/make-plan';
import { type Doing, playPerson } from './people/person';
import { createWorkCount } from './people/work-count';
import { createRandom } from './values/random';

export type FuzzOptions = { people?: number; seed?: string };

/** A run: its steps, each of at most one person or a few tries to shorten a conversation, and how far it is. */
type Fuzz = {
  steps: Steps<FuzzReport>;
  progress(): FuzzProgress;
  /** Lets no more people play; the report is about those who have. */
  stop(): void;
};

export const DEFAULT_PEOPLE = 5_000;
export const MAX_PEOPLE = 100_000;
const MAX_FINDINGS = 200;

type Met = { flaw: Flaw; test: FlowTest; people: number };

/** Prepares the people; `steps` plays them. */
export function openFuzz(
  tested: TestedFlow,
  { people = DEFAULT_PEOPLE, seed = '1' }: FuzzOptions = {},
): Fuzz {
  const planned = Math.min(people, MAX_PEOPLE);
  const progress: FuzzProgress = { people: 0, planned, exits: 0, findings: 0 };
  let isStopped = false;
  function* play(): Steps<FuzzReport> {
    const lore = yield* learnFlow(tested.flows);
    const atlas = openAtlas(lore, tested.flows);
    const met = new Map<string, Met>();
    const work = createWorkCount();
    const plan = createPlanner(seed, lore, atlas);
    for (let index = 0; index < planned && !isStopped && !work.isSpent(); index++) {
      const random = createRandom(`${seed}-${index}`);
      const seen = new Set<string>();
      const flaws = new Set<string>();
      playPerson(tested.program, lore, plan(index, random), random, (doing) => {
        work.add(doing.play);
        if (atlas.note(doing, seen)) progress.exits = atlas.coverage().exits.covered;
        noteFlaw(doing, met, flaws);
      });
      progress.people = index + 1;
      progress.findings = met.size;
      yield;
    }
    for (const { flaw, test } of listPlaceFlaws(lore, atlas))
      met.set(toCause(flaw), { flaw, test, people: 0 });
    const findings = yield* listFindings(tested, lore, met);
    const reached = (key: string) => atlas.isTaken(key);
    return {
      seed,
      people: progress.people,
      turns: work.turns(),
      isComplete: progress.people === planned,
      findings,
      coverage: atlas.coverage(),
      unreached: [...lore.nodes.keys()].filter((key) => !reached(key)),
    };
  }
  return {
    steps: play(),
    progress: () => ({ ...progress }),
    stop() {
      isStopped = true;
    },
  };
}

function noteFlaw({ play, test, asked }: Doing, met: Map<string, Met>, flaws: Set<string>): void {
  const flaw = play.flaw();
  if (!flaw) return;
  const cause = toCause(flaw);
  const known = met.get(cause);
  if (!known && met.size >= MAX_FINDINGS) return;
  const isFirst = !flaws.has(cause);
  flaws.add(cause);
  const isShorter = !known || test.steps.length < known.test.steps.length;
  met.set(cause, {
    flaw,
    test: isShorter ? copyWay({ test, asked }).test : known.test,
    people: (known?.people ?? 0) + (isFirst ? 1 : 0),
  });
}

/** The people at a node that is left by none of them, before it counts as a dead end. */
const MANY_WAITS = 40;

/** The flaws of places instead of conversations: dead ends, and exits that nobody took. */
function listPlaceFlaws(lore: FlowLore, atlas: Atlas): { flaw: Flaw; test: FlowTest }[] {
  const flaws: { flaw: Flaw; test: FlowTest }[] = [];
  const add = (flaw: Flaw): void => {
    const way = atlas.wayTo(flaw.node);
    if (way && flaws.length < MAX_FINDINGS) flaws.push({ flaw, test: way.test });
  };
  for (const node of listDeadEnds(lore))
    if (atlas.isTaken(node)) add({ kind: 'dead_end', node, code: 'no_way_out' });
  const stuck = new Set<string>();
  for (const { key, exits } of lore.nodes.values()) {
    const isLeft = exits.some((exit) => atlas.isTaken(`${key}:${exit}`));
    if (isLeft || atlas.waitsAt(key) < MANY_WAITS) continue;
    stuck.add(key);
    add({ kind: 'dead_end', node: key, code: 'stuck' });
  }
  for (const { node, exit } of atlas.listUntaken())
    if (!stuck.has(node)) add({ kind: 'untaken', node, code: exit });
  return flaws;
}

function* listFindings(
  { program }: TestedFlow,
  lore: FlowLore,
  met: ReadonlyMap<string, Met>,
): Steps<Finding[]> {
  const findings: Finding[] = [];
  const budget = { visits: SHRINK_VISITS };
  for (const { flaw, test, people } of met.values()) {
    const isPlace = flaw.kind === 'untaken' || flaw.kind === 'dead_end';
    const goal: Goal = isPlace ? { place: flaw.node } : { flaw };
    const short = flaw.kind === 'crash' ? test : shrinkTest(program, test, goal, budget);
    const message = describeFlaw(flaw, lore);
    const kept = toKeptTest(short, flaw, message);
    const observed = flaw.kind === 'crash' ? [] : runTestFully(program, short).result.observed;
    findings.push({ ...flaw, message, people, transcript: renderTranscript(short, observed), test: kept });
    yield;
  }
  return findings.sort(bySeverity);
}

const SEVERITY: readonly Flaw['kind'][] = ['crash', 'failed', 'bound', 'dead_end', 'silent', 'untaken'];

function bySeverity(left: Finding, right: Finding): number {
  return SEVERITY.indexOf(left.kind) - SEVERITY.indexOf(right.kind) || right.people - left.people;
}
