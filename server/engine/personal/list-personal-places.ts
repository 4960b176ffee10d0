import type { FlowDefinition } from '../definition';
import { CONTACT_NAME } from '../expression/fact-names';
import type { Steps } from '../steps';
import type { Inspection } from '../validate/inspection';
import { toAnswerName } from './last-message';
import type { PersonalPlace, PersonalTarget, Reach } from './place';
import { isContactField } from './read-names';
import { traceValues } from './trace-values';
import type { ValueGraph } from './value-graph';

/** More are not listed: nobody reads them. */
const MAX_PLACES = 500;

/**
 * Lists the places that values of tagged variables and answers, and any field of the contact, can get to, in steps
 * (validate/in-steps). The order in which nodes run is not regarded, so there may be more places than ways to them.
 */
export function* listPersonalPlaces(inspection: Inspection): Steps<PersonalPlace[]> {
  const tagged = listTagged(inspection.definition);
  const readsContact = inspection.uses.some(({ names }) => names.includes(CONTACT_NAME));
  if (tagged.length === 0 && !readsContact) return [];
  const graph = yield* traceValues(inspection);
  const places = new Map<string, PersonalPlace>();
  const add = (name: string, { flow, ...place }: Omit<PersonalPlace, 'names'>) => {
    const key = `${place.path} ${place.target} ${flow?.slug ?? ''}`;
    const known = places.get(key) ?? { ...place, names: [] };
    places.set(key, addName(known, name, flow));
  };
  for (const name of [...tagged, ...graph.listNames().filter(isContactField)]) {
    for (const place of listPlacesOf(graph, name)) add(name, place);
    yield;
  }
  return [...places.values()].sort(byPath).slice(0, MAX_PLACES);
}

function addName(known: PersonalPlace, name: string, flow: PersonalPlace['flow']): PersonalPlace {
  const names = known.names.includes(name) ? known.names : [...known.names, name].sort();
  if (!flow) return { ...known, names };
  const before = known.flow?.reaches;
  const isUnknown = flow.reaches === null || before === null;
  const reaches = isUnknown ? null : [...new Set([...(before ?? []), ...(flow.reaches ?? [])])].sort();
  return { ...known, names, flow: { slug: flow.slug, reaches } };
}

function listTagged({ variables, nodes }: FlowDefinition): string[] {
  const declared = variables.filter(({ personal }) => personal).map(({ name }) => name);
  const answers = nodes.flatMap((node) =>
    node.kind === 'question' && node.personal ? [toAnswerName(node)] : [],
  );
  return [...new Set([...declared, ...answers])];
}

function listPlacesOf(graph: ValueGraph, name: string): Omit<PersonalPlace, 'names'>[] {
  return graph.listCarriers(name).flatMap((carrier) => graph.placesOf(carrier));
}

/** Where each of these variables can get to, in steps (validate/in-steps). */
export function* listReaches(inspection: Inspection, names: Iterable<string>): Steps<Record<string, Reach>> {
  const graph = yield* traceValues(inspection);
  const reaches: [string, Reach][] = [];
  for (const name of names) {
    const targets = listPlacesOf(graph, name).flatMap(({ target, flow }): PersonalTarget[] => [
      target,
      ...(flow?.reaches ?? []),
    ]);
    const [, ...variables] = graph.listCarriers(name);
    if (targets.length + variables.length > 0)
      reaches.push([name, { targets: [...new Set(targets)].sort(), variables: variables.sort() }]);
    yield;
  }
  return Object.fromEntries(reaches);
}

function byPath(left: PersonalPlace, right: PersonalPlace): number {
  return left.path.localeCompare(right.path, 'en', { numeric: true });
}
