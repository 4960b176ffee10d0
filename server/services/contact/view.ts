import type { ContactSession } from '@/server/db/contact/list';
import type { ContactAddressRow, ContactRow } from '@/server/db/contact/store';

/** A contact as every surface shows it, with its addresses, the oldest first. */
export type ContactView = Omit<ContactRow, 'orgId'> & {
  addresses: Pick<ContactAddressRow, 'channel' | 'address' | 'createdAt'>[];
};

export type ContactSessionView = ContactSession;

export function toContactView(
  { orgId: _, ...row }: ContactRow,
  addresses: readonly ContactAddressRow[],
): ContactView {
  const own = addresses.filter(({ contactId }) => contactId === row.id);
  return {
    ...row,
    addresses: own.map(({ channel, address, createdAt }) => ({ channel, address, createdAt })),
  };
}
