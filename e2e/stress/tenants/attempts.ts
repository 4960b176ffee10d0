import { idFor, type KnownIds } from '../support/known-ids';
import type { Outcome } from '../support/procedures';
import type { Chance } from '../support/seeded';

/** One route or procedure with its id positions. */
export type Target = {
  name: string;
  fields: readonly string[];
  /** Calls it with the own organization's ids except for one. */
  call(field: string | null, id: string): Promise<Outcome>;
};

export type Attempt = {
  field: string;
  kind: 'foreign' | 'foreign of another kind' | 'foreign and a word' | 'deleted';
  id: string;
};

/** More ids of the field's kind. */
const ALSO: Readonly<Record<string, string>> = { sessionId: 'conversationSessionId' };

/** Shorter ids, such as version numbers, appear in many responses. */
export const TELLING_LENGTH = 8;

/** Fields that take names of the caller's choice, and what is listed by them. */
const NAMED_BY_CALLERS: ReadonlySet<string> = new Set([
  'secretName',
  'connectionName',
  'configName',
  'thingId',
]);

/** Bearer tokens by design; they are not ids. */
const CREDENTIALS: ReadonlySet<string> = new Set(['publicKey', 'signature']);

type Ids = { foreign: KnownIds; deleted: KnownIds; words: ReadonlySet<string> };

/**
 * The ids to try in a field: the other organization's ids of that and any kind, and a deleted one. Words that became names
 * of the caller's own things are not tried as ids of another kind.
 */
export function listAttempts(
  { field, findsDeleted }: { field: string; findsDeleted: boolean },
  { foreign, deleted, words }: Ids,
  chance: Chance,
): Attempt[] {
  const own = idFor(foreign, field);
  // By design, records of deleted things remain the organization's own, so lists still find them.
  const gone = findsDeleted ? undefined : idFor(deleted, field);
  const others = Object.entries(foreign).filter(
    ([name, id]) => id !== own && id.length >= TELLING_LENGTH && !CREDENTIALS.has(name) && !words.has(id),
  );
  const attempts: Attempt[] = [
    ...[own, foreign[ALSO[field] ?? '']].flatMap((id) =>
      id === undefined ? [] : [{ field, kind: 'foreign' as const, id }],
    ),
    { field, kind: 'foreign of another kind', id: chance.pick(others)[1] },
    // An invalid id must not reach a query.
    { field, kind: 'foreign and a word', id: foreign.intentName ?? '' },
    ...(gone === undefined ? [] : [{ field, kind: 'deleted' as const, id: gone }]),
  ];
  return NAMED_BY_CALLERS.has(field) ? attempts.filter(({ id }) => !words.has(id)) : attempts;
}

/** Makes a nonexistent id of the same form. */
export function makeUnknown(like: string, chance: Chance): string {
  const swap = (char: string) => chance.pick(HEX.test(char) ? DIGITS : LETTERS);
  // The last eight characters identify it.
  return `${like.slice(0, -8)}${[...like.slice(-8)].map((char) => (/[a-z0-9]/.test(char) ? swap(char) : char)).join('')}`;
}

const HEX = /[a-f0-9]/;
const DIGITS = [...'0123456789abcdef'];
const LETTERS = [...'ghijklmnopqrstuvwxyz'];
