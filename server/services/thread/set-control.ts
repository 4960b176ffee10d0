import type { ServiceContext } from '../context';
import { toFinishedError } from '../session/require-session';
import { toSessionView } from '../session/to-view';
import type { TurnStep } from '../session/turn/turn-step';
import type { SessionView } from '../session/view';
import { advanceThread } from './advance-thread';
import type { ThreadRef } from './find-thread';

export type SetControl = ThreadRef & {
  control: 'flow' | 'human';
  /** When control returns to the flow by itself, in milliseconds; default never. */
  forMs?: number | undefined;
  /** Whether somebody waits for a person from now on; unchanged by default. */
  waiting?: boolean;
};

/**
 * Gives control of a thread to people or back to its flow; if it is there already, only the time and the waiting
 * state change. Throws not_found, session_finished, session_expired.
 */
export async function setControl(ctx: ServiceContext, input: SetControl): Promise<SessionView> {
  const { control, forMs, waiting } = input;
  const at = ctx.clock.now();
  const step: TurnStep = {
    event: { type: 'control.changed', at, control },
    ...(forMs !== undefined && { controlUntil: at + forMs }),
    ...(waiting !== undefined && { waiting }),
  };
  const isNews = forMs !== undefined || waiting !== undefined;
  const advanced = await advanceThread(ctx, input, [isNews ? { ...step, isKept: true } : step]);
  const { row } = advanced;
  if (advanced.kind === 'unchanged' && advanced.outcome.kind === 'refused') throw toFinishedError(row);
  return toSessionView(row);
}
