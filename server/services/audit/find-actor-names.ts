import { isUuid } from '@/server/shared/ids';
import type { ServiceContext } from '../context';

/** Returns the current names of actors, by signature: people, including removed ones, and the organization's keys. */
export async function findActorNames(
  { db }: ServiceContext,
  orgId: string,
  actors: readonly string[],
): Promise<Map<string, string>> {
  const [userIds, keyIds] = [idsOf(actors, 'user:'), idsOf(actors, 'key:')];
  const users = await db.prisma.user.findMany({
    where: { id: { in: userIds } },
    select: { id: true, name: true },
  });
  const keys = await db.prisma.apiKey.findMany({
    where: { orgId, id: { in: keyIds } },
    select: { id: true, name: true },
  });
  return new Map([
    ...users.map(({ id, name }) => [`user:${id}`, name] as const),
    ...keys.map(({ id, name }) => [`key:${id}`, name] as const),
  ]);
}

function idsOf(actors: readonly string[], prefix: string): string[] {
  const ids = actors.filter((actor) => actor.startsWith(prefix)).map((actor) => actor.slice(prefix.length));
  return [...new Set(ids)].filter(isUuid);
}
