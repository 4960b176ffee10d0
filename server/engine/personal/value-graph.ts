import type { PersonalPlace } from './place';

type Place = Omit<PersonalPlace, 'names'>;

/**
 * How values move in a flow, without regard to the order of its nodes: from a name, which is a variable or a field of the contact, into
 * variables and to places.
 */
export type ValueGraph = {
  carry(names: Iterable<string>, variables: Iterable<string>): void;
  put(names: Iterable<string>, place: Place): void;
  /** All names that are read. */
  listNames(): string[];
  /** The names that can have the value of a name, itself among them. */
  listCarriers(name: string): string[];
  /** The places that a name is read for. */
  placesOf(name: string): readonly Place[];
};

/** Creates a graph without names. */
export function createValueGraph(): ValueGraph {
  const variables = new Map<string, Set<string>>();
  const places = new Map<string, Place[]>();
  return {
    carry: (names, targets) => {
      const all = [...targets];
      for (const name of names) {
        const known = variables.get(name) ?? new Set<string>();
        for (const target of all) known.add(target);
        variables.set(name, known);
      }
    },
    put: (names, place) => {
      for (const name of names) {
        const known = places.get(name) ?? [];
        known.push(place);
        places.set(name, known);
      }
    },
    listNames: () => [...new Set([...variables.keys(), ...places.keys()])],
    listCarriers: (name) => {
      const reached = new Set([name]);
      for (const one of reached) for (const next of variables.get(one) ?? []) reached.add(next);
      return [...reached];
    },
    placesOf: (name) => places.get(name) ?? [],
  };
}
