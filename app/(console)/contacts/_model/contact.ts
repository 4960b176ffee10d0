import type { RouterOutputs } from '@/app/_trpc/router-outputs';

/** A contact of the list. */
export type Contact = RouterOutputs['contact']['list']['items'][number];

/** A session of a contact. */
export type ContactSession = RouterOutputs['contact']['listSessions'][number];

/** The name of a contact, else its first address. */
export function nameContact({ name, addresses }: Pick<Contact, 'name' | 'addresses'>): string {
  return name ?? addresses[0]?.address ?? 'Unknown person';
}
