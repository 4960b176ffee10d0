import { keepPreviousData } from '@tanstack/react-query';
import type { Trpc } from '@/app/_trpc/context';
import type { ContactFilters } from './contact-filters';

const ROWS = 50;

/** The contacts of the list. */
export function listContacts(trpc: Trpc, { search, cursor }: ContactFilters) {
  const input = { ...(search.trim() && { search: search.trim() }), ...(cursor && { cursor }) };
  return trpc.contact.list.queryOptions({ ...input, limit: ROWS }, { placeholderData: keepPreviousData });
}

/** One contact. */
export function getContact(trpc: Trpc, contactId: string) {
  return trpc.contact.get.queryOptions({ contactId });
}

/** The last sessions of a contact. */
export function listContactSessions(trpc: Trpc, contactId: string) {
  return trpc.contact.listSessions.queryOptions({ contactId });
}
