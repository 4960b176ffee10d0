import type { BaseContext } from '../context';
import { toStoredOrigin } from '../origin';
import { SECURITY_ACTIONS, type SecurityAction } from './security-actions';

/** A security event as the structured log has it; a detail is never a secret. */
export type LoggedSecurityEvent = {
  action: SecurityAction;
  orgId?: string | undefined;
  actor: string;
  /** The person, key, member or whatever else it is about. */
  subject?: string | undefined;
  /** Tells repeated attempts at one unknown address apart from attempts at many, without the address. */
  emailHash?: string | undefined;
  detail?: Readonly<Record<string, string | number | boolean | null>> | undefined;
};

/** Writes one line for a security event, with the caller's address and user agent, and counts it. */
export function logSecurityEvent(acting: BaseContext, event: LoggedSecurityEvent): void {
  const { log, requestId, origin } = acting;
  const { action } = event;
  const outcome = SECURITY_ACTIONS[action];
  const line = { ...event, outcome, requestId, ...toStoredOrigin(origin) };
  if (outcome === 'refused') log.warn(line, 'security event');
  else log.info(line, 'security event');
}
