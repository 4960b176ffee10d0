import type { SessionRow } from '@/server/db/session/row';
import type { ServiceContext } from '../context';
import { toSessionView } from '../session/to-view';
import type { TurnStep } from '../session/turn/turn-step';
import type { SessionView } from '../session/view';
import { advanceThread } from './advance-thread';
import type { ThreadRef } from './find-thread';

/**
 * Resolves a thread: a flow that handed over continues as after a successful transfer, any other session ends.
 * Resolving it again changes nothing. Throws not_found.
 */
export async function resolveThread(ctx: ServiceContext, ref: ThreadRef): Promise<SessionView> {
  const at = ctx.clock.now();
  const inputId = ctx.ids.uuid(at);
  const { row } = await advanceThread(ctx, ref, (before) => toSteps(before, at, inputId));
  return toSessionView(row);
}

function toSteps({ state }: SessionRow, at: number, inputId: string): TurnStep[] {
  const back: TurnStep = { event: { type: 'control.changed', at, control: 'flow' }, waiting: false };
  if (state.wait?.type !== 'transfer') return [{ event: { type: 'session.ended', at } }];
  return [back, { event: { type: 'transfer.completed', at, inputId, status: 'success' }, waiting: false }];
}
