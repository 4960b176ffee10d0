import type { Column } from '@/app/_ui/list/data-table';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import { type Contact, nameContact } from '../_model/contact';

const MOST_ADDRESSES = 2;

function showAddresses({ addresses }: Contact): string {
  const shown = addresses.slice(0, MOST_ADDRESSES).map(({ address }) => address);
  const rest = addresses.length - shown.length;
  return [...shown, ...(rest > 0 ? [`${String(rest)} more`] : [])].join(', ') || '–';
}

/** The columns of the list of contacts. */
export const CONTACT_COLUMNS: [Column<Contact>, ...Column<Contact>[]] = [
  {
    key: 'name',
    header: 'Name',
    cell: (contact) => (
      <span dir="auto" className="font-medium [overflow-wrap:anywhere]">
        {nameContact(contact)}
      </span>
    ),
  },
  {
    key: 'addresses',
    header: 'Addresses',
    cell: (contact) => (
      <span className="font-mono text-xs [overflow-wrap:anywhere]">{showAddresses(contact)}</span>
    ),
  },
  {
    key: 'attributes',
    header: 'Attributes',
    align: 'right',
    wideOnly: true,
    cell: ({ attributes }) => <span className="tabular">{Object.keys(attributes).length}</span>,
  },
  {
    key: 'changed',
    header: 'Changed',
    align: 'right',
    cell: ({ updatedAt }) => <RelativeTime at={updatedAt} className="whitespace-nowrap text-ink-2" />,
  },
];
