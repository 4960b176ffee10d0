import type { BaseContext } from '../context';
import { toStoredOrigin } from '../origin';
import { SECURITY_ACTIONS, type SecurityAction } from './security-actions';

/** A security event as the structured log shows it; `detail` never contains a secret. */
export type LoggedSecurityEvent = {
  action: SecurityAction;
  orgId?: string | undefined;
  actor: string;
  /** The id of the person, key or other thing that the event is about. */
  subject?: string | undefined;
  /** Groups attempts at one unknown address without revealing the address. */
  emailHash?: string | undefined;
  detail?: Readonly<Record<string, string | number | boolean | null>> | undefined;
};

/** Writes one log line for a security event, with the caller's address and user agent. */
export function logSecurityEvent(ctx: BaseContext, event: LoggedSecurityEvent): void {
  const { log, requestId, origin } = ctx;
  const { action } = event;
  const outcome = SECURITY_ACTIONS[action];
  const line = { ...event, outcome, requestId, ...toStoredOrigin(origin) };
  if (outcome === 'refused') log.warn(line, 'security event');
  else log.info(line, 'security event');
}
