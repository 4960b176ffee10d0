import { domainError } from '@/server/shared/errors';
import type { Actor, ServiceContext } from '../context';

/** Returns the actor if it is a person; throws permission_denied. */
export function requireUser({ actor }: ServiceContext): Extract<Actor, { type: 'user' }> {
  if (actor.type === 'user') return actor;
  throw domainError('permission_denied', { scope: null });
}
