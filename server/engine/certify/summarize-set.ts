import type { FlowDefinition } from '../definition';
import type { NodeOf } from '../definition/node';
import type { Steps } from '../steps';
import { type Inspection, inspect } from '../validate/inspection';
import { summarize } from './analyze';
import { toCallKey } from './call-key';
import type { CallSummary } from './call-summary';
import type { CallSummaries } from './flow-graph';

/** A version of a set: `calls` sums up the flows beyond the set that it calls, `members` has the keys of those within, by slug. */
export type SummarizedMember = {
  definition: FlowDefinition;
  calls: CallSummaries;
  members: ReadonlyMap<string, string>;
};

type Place = Pick<NodeOf<'subflow'>, 'flow' | 'node'> & { member: string };

const NOTHING: CallSummary = {
  ...{ ends: false, reachesPerson: false, endsAtOnce: false, needs: [] },
  ...{ inputs: null, outputs: null, reach: {} },
};

/**
 * Sums up, for each version of a set, all flows that it calls. What is known within the set grows from nothing until no round adds
 * to it, so a set without an end has none. A version that is too large is left out.
 */
export function* summarizeSet(set: ReadonlyMap<string, SummarizedMember>): Steps<Map<string, CallSummaries>> {
  const inspections = yield* inspectAll(set);
  const known = new Map<string, CallSummary>();
  const places = new Map([...set].map(([key, member]) => [key, listPlaces(member)] as const));
  const callsOf = (key: string): CallSummaries =>
    new Map([
      ...(set.get(key)?.calls ?? []),
      ...(places.get(key) ?? []).flatMap((place) => {
        const summary = inspections.has(place.member) ? (known.get(toPlaceKey(place)) ?? NOTHING) : null;
        return summary ? [[toCallKey(place), summary] as const] : [];
      }),
    ]);
  for (let isNew = true; isNew; ) {
    isNew = false;
    for (const place of [...places.values()].flat()) {
      const inspection = inspections.get(place.member);
      if (!inspection) continue;
      const summary = yield* summarize({ ...inspection, calls: callsOf(place.member) }, place.node);
      const key = toPlaceKey(place);
      if (JSON.stringify(known.get(key)) === JSON.stringify(summary)) continue;
      known.set(key, summary);
      isNew = true;
    }
  }
  return new Map([...set.keys()].map((key) => [key, callsOf(key)]));
}

function* inspectAll(set: ReadonlyMap<string, SummarizedMember>): Steps<Map<string, Inspection>> {
  const inspections = new Map<string, Inspection>();
  for (const [key, { definition }] of set) {
    const inspection = yield* inspect(definition, new Map());
    if ('uses' in inspection) inspections.set(key, inspection);
  }
  return inspections;
}

/** The places within the set that a version calls or goes to, each once. */
function listPlaces({ definition: { nodes }, members }: SummarizedMember): Place[] {
  const places = nodes.flatMap((node) => {
    const member = node.kind === 'subflow' ? members.get(node.flow) : undefined;
    if (node.kind !== 'subflow' || member === undefined) return [];
    return [[toCallKey(node), { flow: node.flow, node: node.node, member }] as const];
  });
  return [...new Map(places).values()];
}

function toPlaceKey({ member, node }: Place): string {
  return `${member} ${node ?? ''}`;
}
