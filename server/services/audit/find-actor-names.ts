import { listApiKeyNames } from '@/server/db/api-key/store';
import { listUserNames } from '@/server/db/user/store';
import { isUuid } from '@/server/shared/ids';
import type { ServiceContext } from '../context';

/** Returns the current names of actors, by signature: people, including removed ones, and the organization's keys. */
export async function findActorNames(
  { db }: ServiceContext,
  orgId: string,
  actors: readonly string[],
): Promise<Map<string, string>> {
  const [userIds, keyIds] = [idsOf(actors, 'user:'), idsOf(actors, 'key:')];
  const users = await listUserNames(db, { userIds });
  const keys = await listApiKeyNames(db, { orgId, ids: keyIds });
  return new Map([
    ...users.map(({ id, name }) => [`user:${id}`, name] as const),
    ...keys.map(({ id, name }) => [`key:${id}`, name] as const),
  ]);
}

function idsOf(actors: readonly string[], prefix: string): string[] {
  const ids = actors.filter((actor) => actor.startsWith(prefix)).map((actor) => actor.slice(prefix.length));
  return [...new Set(ids)].filter(isUuid);
}
