import type { ServiceContext } from '@/server/services/context';
import { requirePeopleFlow } from '@/server/services/room/require-people-flow';
import { getThread, type ThreadRef } from '@/server/services/thread/find-thread';
import { findThreadSession } from '@/server/services/thread/find-thread-session';
import { isHeldByPeople } from '@/server/services/thread/is-held-by-people';
import { resolveThread } from '@/server/services/thread/resolve-thread';
import { sendToThread } from '@/server/services/thread/send/send-to-thread';
import { setControl } from '@/server/services/thread/set-control';

export type Pause = { ref: ThreadRef; forMs?: number; waiting?: boolean };

/**
 * Pauses the bot in a thread until it is resumed or resolved, or for `forMs` milliseconds. `waiting` puts the thread into
 * the waiting queue. A thread without an open session gets one for people. Throws not_found.
 */
export async function pauseThread(ctx: ServiceContext, { ref, ...how }: Pause): Promise<void> {
  await getThread(ctx, ref);
  const holder = await findThreadSession(ctx, ref);
  if (holder === null || holder.finishedAt !== null) await openForPeople(ctx, ref);
  await setControl(ctx, { ...ref, ...how, control: 'human' });
}

async function openForPeople(ctx: ServiceContext, ref: ThreadRef): Promise<void> {
  const flowId = await requirePeopleFlow(ctx);
  await sendToThread(ctx, { ...ref, entries: [], flowId, waitMs: 0 });
}

/** Resumes the bot; a flow in a transfer continues as after a successful one. Throws not_found. */
export async function resumeThread(ctx: ServiceContext, ref: ThreadRef): Promise<void> {
  await getThread(ctx, ref);
  const holder = await findThreadSession(ctx, ref);
  if (holder === null || !isHeldByPeople(holder)) return;
  if (holder.status === 'awaiting_transfer') await resolveThread(ctx, ref);
  else await setControl(ctx, { ...ref, control: 'flow' });
}
