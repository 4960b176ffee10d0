import type { ServiceContext } from '../context';
import { toFinishedError } from '../session/require-session';
import { toSessionView } from '../session/to-view';
import type { TurnStep } from '../session/turn/turn-step';
import type { SessionView } from '../session/view';
import { advanceThread } from './advance-thread';
import type { ThreadRef } from './find-thread';

export type SetControl = ThreadRef & {
  control: 'flow' | 'human';
  /** After how long control goes back to the flow by itself, in milliseconds; never unless told. */
  forMs?: number | undefined;
  /** Whether somebody waits for a person from now on; as it was unless told. */
  waiting?: boolean;
};

/**
 * Gives the conversation of a thread to people or back to its flow; where it is there already, only the time and the
 * waiting change. Throws not_found, session_finished, session_expired.
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
