import { isDeepStrictEqual } from 'node:util';
import { type ThreadRow, updateThreadRow } from '@/server/db/thread-store';
import type { JsonObject } from '@/server/engine/json';
import type { ServiceContext } from '../context';

type Facts = { variables?: JsonObject; profile?: JsonObject };

/** Keeps what its caller tells of a thread across its sessions, where that is news; returns the thread as it is then. */
export async function keepFacts(
  ctx: ServiceContext,
  thread: ThreadRow,
  { variables = {}, profile = {} }: Facts,
): Promise<ThreadRow> {
  if (isKnown(variables, thread.variables) && isKnown(profile, thread.profile)) return thread;
  const known = {
    ...thread,
    variables: { ...thread.variables, ...variables },
    profile: { ...thread.profile, ...profile },
  };
  await updateThreadRow(ctx.db.pool, known, new Date(ctx.clock.now()));
  return known;
}

function isKnown(told: JsonObject, known: JsonObject): boolean {
  return Object.entries(told).every(([name, value]) => isDeepStrictEqual(known[name], value));
}
