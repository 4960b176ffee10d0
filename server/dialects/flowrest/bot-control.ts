import type { ServiceContext } from '@/server/services/context';
import { requirePeopleFlow } from '@/server/services/room/people-flow';
import { findHolder } from '@/server/services/thread/find-holder';
import { getThread, type ThreadRef } from '@/server/services/thread/find-thread';
import { isHeld } from '@/server/services/thread/is-held';
import { resolveThread } from '@/server/services/thread/resolve-thread';
import { sendToThread } from '@/server/services/thread/send-to-thread';
import { setControl } from '@/server/services/thread/set-control';

export type Pause = { ref: ThreadRef; forMs?: number; waiting?: boolean };

/**
 * Makes the bot stand back in a thread until it is resumed or resolved, or for `forMs`; `waiting` puts the thread among
 * those that wait for a person. Where nothing is going on, what comes next is for people. Throws not_found.
 */
export async function pauseThread(ctx: ServiceContext, { ref, ...how }: Pause): Promise<void> {
  await getThread(ctx, ref);
  const holder = await findHolder(ctx, ref);
  if (holder === null || holder.finishedAt !== null) await openForPeople(ctx, ref);
  await setControl(ctx, { ...ref, ...how, control: 'human' });
}

async function openForPeople(ctx: ServiceContext, ref: ThreadRef): Promise<void> {
  const flowId = await requirePeopleFlow(ctx);
  await sendToThread(ctx, { ...ref, entries: [], flowId, waitMs: 0 });
}

/** Lets the bot go on; a flow that waits for a person goes on as when they are done. Throws not_found. */
export async function resumeThread(ctx: ServiceContext, ref: ThreadRef): Promise<void> {
  await getThread(ctx, ref);
  const holder = await findHolder(ctx, ref);
  if (holder === null || !isHeld(holder)) return;
  if (holder.status === 'awaiting_transfer') await resolveThread(ctx, ref);
  else await setControl(ctx, { ...ref, control: 'flow' });
}
