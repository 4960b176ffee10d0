import type { InboxRow } from '@/server/db/inbox/list';
import type { JsonObject } from '@/server/engine/json';

/** A conversation in the inbox; `person` is the best known name of the person. */
export type InboxItem = InboxRow & { person: string };

const NAMES = ['fullName', 'name', 'customer_name', 'firstName', 'email', 'customer_email'] as const;

/** Adds the best known name of the person. */
export function toInboxItem(row: InboxRow): InboxItem {
  const { profile, variables, visitor, externalId } = row;
  const person = findPersonName(profile) ?? findPersonName(variables) ?? findPersonName(visitor ?? {});
  return { ...row, person: person ?? externalId };
}

/** Finds the best name in a person's data; null when there is none. */
export function findPersonName(known: JsonObject): string | null {
  for (const field of NAMES) {
    const value = known[field];
    if (typeof value === 'string' && value.trim() !== '') return value;
  }
  return null;
}
