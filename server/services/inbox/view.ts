import type { InboxRow } from '@/server/db/inbox/store';
import type { JsonObject } from '@/server/engine/json';

/** A conversation in the inbox; `person` is who writes, as well as is known. */
export type InboxItem = InboxRow & { person: string };

const NAMES = ['fullName', 'name', 'customer_name', 'firstName', 'email', 'customer_email'] as const;

/** Shows a conversation with the best name there is for whoever writes. */
export function toInboxItem(row: InboxRow): InboxItem {
  const { profile, variables, visitor, externalId } = row;
  const person = findPersonName(profile) ?? findPersonName(variables) ?? findPersonName(visitor ?? {});
  return { ...row, person: person ?? externalId };
}

/** The best name in what is known of a person; null when there is none. */
export function findPersonName(known: JsonObject): string | null {
  for (const field of NAMES) {
    const value = known[field];
    if (typeof value === 'string' && value.trim() !== '') return value;
  }
  return null;
}
