import { type ThreadRow, updateThreadRow } from '@/server/db/thread-store';
import type { JsonObject } from '@/server/engine/json';
import type { ServiceContext } from '../context';

type Facts = { variables?: JsonObject; profile?: JsonObject };

/** Keeps what its caller tells of a thread across its sessions; returns the thread as it is then. */
export async function keepFacts(
  ctx: ServiceContext,
  thread: ThreadRow,
  { variables = {}, profile = {} }: Facts,
): Promise<ThreadRow> {
  if (Object.keys(variables).length === 0 && Object.keys(profile).length === 0) return thread;
  const known = {
    ...thread,
    variables: { ...thread.variables, ...variables },
    profile: { ...thread.profile, ...profile },
  };
  await updateThreadRow(ctx.db.pool, known, new Date(ctx.clock.now()));
  return known;
}
