import type { AuditRow } from '@/server/db/audit/store';
import type { Json } from '@/server/engine/json';
import type { BaseContext } from '../context';
import { toStoredOrigin } from '../origin';

/** A change or event as an entry of one organization: `before` is null for what was made, `after` for what was removed. Never a secret. */
export type NewEntry = {
  orgId: string;
  /** "user:<id>", "key:<id>", "system", or "anonymous" for somebody who did not prove who they are. */
  actor: string;
  /** Thing and verb, such as "channel.updated". */
  action: string;
  thingId: string;
  /** What the thing is called. */
  name: string;
  before: Json | object | null;
  after: Json | object | null;
  /** The entry's own id, where a further try of a request must not write it again; drawn unless given. */
  entryId?: string | undefined;
};

/** Makes the row of an entry. Only what differs is kept of both sides. */
export function toEntry({ clock, ids, origin }: BaseContext, entry: NewEntry): AuditRow {
  const now = clock.now();
  const { orgId, actor, action, thingId, name } = entry;
  const [before, after] = toDifference(entry.before, entry.after);
  return {
    orgId,
    id: entry.entryId ?? ids.uuid(now),
    at: new Date(now),
    actor,
    action,
    thing: action.slice(0, action.indexOf('.')),
    thingId,
    name,
    before,
    after,
    ...toStoredOrigin(origin),
  };
}

type Side = Record<string, unknown> | null;

function toDifference(before: NewEntry['before'], after: NewEntry['after']): [Side, Side] {
  const [old, current] = [toPlain(before), toPlain(after)];
  if (!old || !current) return [old, current];
  const names = [...new Set([...Object.keys(old), ...Object.keys(current)])];
  const changed = names.filter((name) => textOf(old, name) !== textOf(current, name));
  return [pick(old, changed), pick(current, changed)];
}

function textOf(side: Record<string, unknown>, name: string): string | undefined {
  return Object.hasOwn(side, name) ? JSON.stringify(side[name]) : undefined;
}

function pick(side: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.filter((name) => Object.hasOwn(side, name)).map((name) => [name, side[name]]),
  );
}

// Dates become text as they will be stored, so that equal ones compare equal.
function toPlain(side: NewEntry['before']): Side {
  if (side === null) return null;
  const plain: unknown = JSON.parse(JSON.stringify(side));
  return typeof plain === 'object' && plain !== null && !Array.isArray(plain)
    ? (plain as Record<string, unknown>)
    : { value: plain };
}
