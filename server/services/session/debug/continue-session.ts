import type { JsonObject } from '@/server/engine/json';
import { requireStorable } from '@/server/shared/require-storable';
import type { ServiceContext } from '../../context';
import type { SessionView } from '../view';
import { advanceHeld } from './advance-held';

export type ContinueSession = {
  sessionId: string;
  /** Whether it is held again before the next node; default: false. */
  step?: boolean | undefined;
  ifTurn?: number | undefined;
};

/** Continues a held session. Throws not_found, precondition_failed and session_not_held. */
export function continueSession(
  ctx: ServiceContext,
  { step = false, ...input }: ContinueSession,
): Promise<SessionView> {
  const at = ctx.clock.now();
  return advanceHeld(ctx, {
    ...input,
    ...{ action: 'session.continued', note: { step } },
    toEvent: ({ stop }) => ({
      ...{ type: 'debug.continued', at },
      ...(step && { stepUntil: at + ctx.breakpoints.getHoldMs(stop.breakpoint) }),
    }),
  });
}

export type ReleaseSession = { sessionId: string; ifTurn?: number | undefined };

/** Lets a held session go: no breakpoint holds it again. Throws not_found, precondition_failed and session_not_held. */
export function releaseSession(ctx: ServiceContext, input: ReleaseSession): Promise<SessionView> {
  const event = { type: 'debug.released' as const, at: ctx.clock.now(), reason: 'person' as const };
  return advanceHeld(ctx, {
    ...input,
    ...{ action: 'session.released', note: { reason: event.reason }, toEvent: () => event },
  });
}

export type EditHeldVariables = { sessionId: string; set: JsonObject; ifTurn?: number | undefined };

/**
 * Sets variables of the flow before whose node a session is held. The audit log has their names alone. Throws not_found,
 * precondition_failed, session_not_held, and limit_exceeded for a state that would be too large.
 */
export function editHeldVariables(
  ctx: ServiceContext,
  { set, ...input }: EditHeldVariables,
): Promise<SessionView> {
  requireStorable(set, ['set']);
  const event = { type: 'debug.edited' as const, at: ctx.clock.now(), set };
  return advanceHeld(ctx, {
    ...input,
    ...{ action: 'session.edited', note: { variables: Object.keys(set) }, toEvent: () => event },
  });
}
