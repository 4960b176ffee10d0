import type { Steps } from '../steps';
import type { NodeUse } from './flow-facts';
import { createTracking, type Knowledge, startKnowledge, type Tracked } from './tracking';
import {
  type Flow,
  type Found,
  findUnsetRead,
  listMoves,
  searchUnset,
  type UnsetRead,
  type Work,
} from './unset-search';

/*
 * Finds the reads of variables that nothing has set.
 *
 * unset-read/sound: where none is found, and the search was not given up, no conversation reads the variable without a value, as
 *   long as callers change only variables that the flow does not set.
 * unset-read/reached: a read is reported only with a route that agrees with itself: a variable that it sets to "a" is not "b" at
 *   the next condition.
 */

/** The outcome for the reads of one variable: `unknown` lists the nodes of which neither is shown. */
export type UnsetReads = { reads: ReadonlyMap<number, UnsetRead>; unknown: readonly number[] };

/** More variables are not followed at once. */
const MAX_TRACKED = 12;

const NOTHING: Tracked = { names: [], sources: [] };

/**
 * Finds where a variable without a value is read. It starts with a search that knows no values; a route that contradicts itself
 * is searched again with the variables of the contradiction.
 */
export function* findUnsetReads(flow: Flow, name: string, work: Work): Steps<UnsetReads> {
  if (!isEverUnguarded(flow, name)) return { reads: new Map(), unknown: [] };
  const searches = new Map<string, Found>();
  const search = function* (tracked: Tracked): Steps<Found> {
    const key = JSON.stringify(tracked);
    const known = searches.get(key) ?? (yield* searchUnset(flow, name, tracked, work));
    searches.set(key, known);
    return known;
  };
  const first = yield* search(NOTHING);
  const reads = new Map<number, UnsetRead>();
  const unknown: number[] = [];
  for (const node of first.reads.keys()) {
    yield;
    let tracked = NOTHING;
    for (;;) {
      const { reads: found, isComplete } = yield* search(tracked);
      const read = found.get(node);
      if (!read) {
        if (!isComplete) unknown.push(node);
        break;
      }
      const clash = findClash(flow, name, read);
      if (clash === null) {
        reads.set(node, read);
        break;
      }
      const wider = widen(flow, tracked, clash);
      if (wider === null) {
        unknown.push(node);
        break;
      }
      tracked = wider;
    }
  }
  if (!first.isComplete && unknown.length === 0) unknown.push(-1);
  return { reads, unknown };
}

/** False if no source of the flow reads the variable unguarded, whatever the way. */
function isEverUnguarded(flow: Flow, name: string): boolean {
  const tracking = createTracking(flow.facts, name, NOTHING);
  for (const index of tracking.involved)
    if (findUnsetRead(flow, index, startKnowledge(tracking), tracking, name) !== null) return true;
  return false;
}

/** The sources where a route contradicts itself; null if it does not. */
function findClash(flow: Flow, name: string, { route }: UnsetRead): Tracked | null {
  const tracking = createTracking(flow.facts, name, listTrackable(flow, route));
  let known: Knowledge = startKnowledge(tracking);
  for (const [at, { node, exit }] of route.entries()) {
    if (exit === null) {
      const isRead = findUnsetRead(flow, node, known, tracking, name) !== null;
      return isRead ? null : involve(flow, node, () => true);
    }
    const target = route[at + 1]?.node;
    const move = listMoves(flow, node, known, tracking).find(
      ({ edge }) => edge.exit === exit && edge.target === target,
    );
    if (!move) return involve(flow, node, isCondition);
    known = move.known;
  }
  return null;
}

/** The names and conditions in the sources of a node. */
function involve({ facts }: Flow, node: number, counts: (use: NodeUse) => boolean): Tracked {
  const uses = (facts.usesOf.get(node) ?? []).filter(counts);
  return {
    names: uses.flatMap(({ names }) => names).filter((name) => facts.domainOf(name) !== null),
    sources: uses.map(({ source }) => source.trim()).filter((source) => facts.repeated.has(source)),
  };
}

function isCondition({ isBranch }: NodeUse): boolean {
  return isBranch;
}

/** Everything that the conditions and the last node of a route mention. */
function listTrackable(flow: Flow, route: UnsetRead['route']): Tracked {
  const parts = route.map(({ node, exit }) => involve(flow, node, exit === null ? () => true : isCondition));
  const names = new Set(parts.flatMap((part) => part.names));
  // A condition on a variable also depends on the variables that it was made from.
  for (const one of names)
    for (const origin of flow.facts.origins.get(one) ?? [])
      if (flow.facts.domainOf(origin) !== null) names.add(origin);
  return { names: [...names], sources: [...new Set(parts.flatMap(({ sources }) => sources))] };
}

/** Adds variables and conditions to those that a search follows; null if that adds none, or too many. */
function widen({ facts }: Flow, { names, sources }: Tracked, clash: Tracked): Tracked | null {
  const origins = [...names, ...clash.names].flatMap((name) => [...(facts.origins.get(name) ?? [])]);
  const known = origins.filter((name) => facts.domainOf(name) !== null);
  const wider = {
    names: [...new Set([...names, ...clash.names, ...known])],
    sources: [...new Set([...sources, ...clash.sources])],
  };
  const added = wider.names.length + wider.sources.length - names.length - sources.length;
  return added === 0 || wider.names.length + wider.sources.length > MAX_TRACKED ? null : wider;
}
