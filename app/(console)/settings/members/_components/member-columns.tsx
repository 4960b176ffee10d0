import type { Column } from '@/app/_ui/list/data-table';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import type { Member } from '../_model/member';
import { ROLES, roleLabel } from './roles';

/** The columns of the list of members. */
export const MEMBER_COLUMNS: [Column<Member>, ...Column<Member>[]] = [
  {
    key: 'name',
    header: 'Name',
    cell: ({ name }) => <span className="[overflow-wrap:anywhere]">{name}</span>,
  },
  {
    key: 'email',
    header: 'Email',
    cell: ({ email }) => <span className="text-ink-2 [overflow-wrap:anywhere]">{email}</span>,
  },
  {
    key: 'role',
    header: 'Role',
    className: 'max-md:py-1',
    cell: ({ role }) => (
      <span className="block py-1.5 max-md:text-right">
        <span className="font-medium">{roleLabel(role)}</span>
        <span className="block text-ink-2 text-xs">{ROLES.find(({ value }) => value === role)?.does}</span>
      </span>
    ),
  },
  {
    key: 'joined',
    header: 'Joined',
    cell: ({ joinedAt }) => <RelativeTime at={joinedAt} className="whitespace-nowrap text-ink-2" />,
  },
];
