import { domainError } from '@/server/shared/errors';
import type { Actor, ServiceContext } from '../context';

/** Returns the actor when it is a person; keys and the system have no account and no colleagues. */
export function requireUser({ actor }: ServiceContext): Extract<Actor, { type: 'user' }> {
  if (actor.type === 'user') return actor;
  throw domainError('permission_denied', { scope: null });
}
