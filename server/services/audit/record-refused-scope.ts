import { type Actor, actorName, type BaseContext } from '../context';
import { recordSecurityEvent } from './record-security-event';

/** The API, the method, and the route with its parameters unfilled. */
export type RefusedRequest = { api: string; method: string; path: string };

/** Records a request that the credential does not allow; `scope` is null for another organization's data. */
export function recordRefusedScope(
  ctx: BaseContext,
  actor: Actor,
  { scope, ...asked }: RefusedRequest & { scope: string | null },
): Promise<void> {
  return recordSecurityEvent(ctx, {
    action: 'scope.refused',
    orgId: actor.orgId,
    actor: actorName(actor),
    userId: actor.type === 'user' ? actor.userId : null,
    ...(actor.type !== 'user' && { thing: toThing(actor) }),
    detail: { scope: scope ?? 'another organization', ...asked },
  });
}

// There is no limit to the number of visitors, so their refusals count for the channel.
function toThing(actor: Exclude<Actor, { type: 'user' }>): { id: string; name: string } {
  if (actor.type === 'apiKey') return { id: actor.keyId, name: 'API key' };
  return actor.type === 'visitor' ? { id: actor.channelId, name: 'Visitor' } : { id: '', name: 'System' };
}
