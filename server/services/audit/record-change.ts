import { insertAuditEntry } from '@/server/db/audit-store';
import type { Json } from '@/server/engine/json';
import { actorName, type ServiceContext } from '../context';

/** What a change was: `before` is null for what was made, `after` for what was removed. Never a secret. */
export type Change = {
  /** Thing and verb, such as "channel.updated". */
  action: `${string}.${string}`;
  thingId: string;
  /** What the thing is called. */
  name: string;
  before: Json | object | null;
  after: Json | object | null;
  /** The entry's own id, where a further try of a request must not write it again; drawn unless given. */
  entryId?: string;
};

/** Writes a change into the organization's audit log, which nobody can alter. Only what differs is kept of both sides. */
export async function recordChange(ctx: ServiceContext, change: Change): Promise<void> {
  const now = ctx.clock.now();
  const { action, thingId, name } = change;
  const [before, after] = toDifference(change.before, change.after);
  await insertAuditEntry(ctx.db.pool, {
    orgId: ctx.actor.orgId,
    id: change.entryId ?? ctx.ids.uuid(now),
    at: new Date(now),
    actor: actorName(ctx.actor),
    action,
    thing: action.slice(0, action.indexOf('.')),
    thingId,
    name,
    before,
    after,
  });
}

type Side = Record<string, unknown> | null;

function toDifference(before: Change['before'], after: Change['after']): [Side, Side] {
  const [old, current] = [toPlain(before), toPlain(after)];
  if (!old || !current) return [old, current];
  const names = [...new Set([...Object.keys(old), ...Object.keys(current)])];
  const changed = names.filter((name) => JSON.stringify(old[name]) !== JSON.stringify(current[name]));
  return [pick(old, changed), pick(current, changed)];
}

function pick(side: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => name in side).map((name) => [name, side[name]]));
}

// Dates become text as they will be stored, so that equal ones compare equal.
function toPlain(side: Change['before']): Side {
  if (side === null) return null;
  const plain: unknown = JSON.parse(JSON.stringify(side));
  return typeof plain === 'object' && plain !== null && !Array.isArray(plain)
    ? (plain as Record<string, unknown>)
    : { value: plain };
}
