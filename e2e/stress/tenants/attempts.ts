import { idFor, type KnownIds } from '../support/known-ids';
import type { Outcome } from '../support/procedures';
import type { Chance } from '../support/seeded';

/** One route or procedure, and every place in it where an id can stand. */
export type Target = {
  name: string;
  fields: readonly string[];
  /** Calls it with its own organization's ids but for this one. */
  call(field: string | null, id: string): Promise<Outcome>;
};

export type Attempt = {
  field: string;
  kind: 'foreign' | 'foreign of another kind' | 'foreign and a word' | 'deleted';
  id: string;
};

/** Further ids of the kind that a field takes. */
const ALSO: Readonly<Record<string, string>> = { sessionId: 'conversationSessionId' };

/** Shorter ones, as the number of a version, stand in many an answer. */
export const TELLING_LENGTH = 8;

/** What opens something to whoever has it, by design; none of these is an id. */
export const CREDENTIALS: ReadonlySet<string> = new Set(['publicKey', 'signature']);

/** The ids to try in a field: the other organization's of that kind and of any, and one that was deleted. */
export function listAttempts(
  { field, isFilter }: { field: string; isFilter: boolean },
  foreign: KnownIds,
  deleted: KnownIds,
  chance: Chance,
): Attempt[] {
  const own = idFor(foreign, field);
  // By design, the records of what was deleted stay the organization's own, so lists go on to find them.
  const gone = isFilter ? undefined : idFor(deleted, field);
  const others = Object.entries(foreign).filter(
    ([name, id]) => id !== own && id.length >= TELLING_LENGTH && !CREDENTIALS.has(name),
  );
  return [
    ...[own, foreign[ALSO[field] ?? '']].flatMap((id) =>
      id === undefined ? [] : [{ field, kind: 'foreign' as const, id }],
    ),
    { field, kind: 'foreign of another kind', id: chance.pick(others)[1] },
    // What is no id at all gets further than it should where a query takes it for one.
    { field, kind: 'foreign and a word', id: foreign.intentName ?? '' },
    ...(gone === undefined ? [] : [{ field, kind: 'deleted' as const, id: gone }]),
  ];
}

/** An id of the same form that nobody has. */
export function makeUnknown(like: string, chance: Chance): string {
  const swap = (char: string) => chance.pick(HEX.test(char) ? DIGITS : LETTERS);
  // The last eight characters are what tells one from another, in words as in ids.
  return `${like.slice(0, -8)}${[...like.slice(-8)].map((char) => (/[a-z0-9]/.test(char) ? swap(char) : char)).join('')}`;
}

const HEX = /[a-f0-9]/;
const DIGITS = [...'0123456789abcdef'];
const LETTERS = [...'ghijklmnopqrstuvwxyz'];
