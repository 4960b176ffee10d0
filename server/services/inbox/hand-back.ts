import type { SessionRow } from '@/server/db/session/row';
import type { ServiceContext } from '../context';
import { requireValid } from '../require-valid';
import type { TurnStep } from '../session/turn/turn-step';
import type { SessionView } from '../session/view';
import { advanceConversation } from './advance-conversation';
import { type HandBack, handBackSchema } from './schema';

/**
 * Gives a conversation back to its flow. A flow that handed over continues with the outcome; any other listens again.
 * Throws not_found, session_finished, session_expired.
 */
export async function handBack(ctx: ServiceContext, input: HandBack): Promise<SessionView> {
  const { sessionId, outcome, reason } = requireValid(handBackSchema, input);
  const at = ctx.clock.now();
  const inputId = ctx.ids.uuid(at);
  return advanceConversation(ctx, sessionId, ({ state }: SessionRow): TurnStep[] => {
    const back: TurnStep = { event: { type: 'control.changed', at, control: 'flow' }, waiting: false };
    if (state.wait?.type !== 'transfer') return [{ ...back, isKept: true }];
    const failReason = reason !== undefined && reason !== '' ? { failReason: reason } : {};
    const event = { type: 'transfer.completed' as const, at, inputId, status: outcome, ...failReason };
    return [back, { event, waiting: false }];
  });
}
