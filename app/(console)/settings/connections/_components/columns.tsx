import { UsedInFlows } from '@/app/_features/flow/used-in-flows';
import type { Column } from '@/app/_ui/list/data-table';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import { type Connection, KIND_NAMES, SIGN_INS } from '../_model/connection';

/** The columns of the list of connections. */
export const CONNECTION_COLUMNS: [Column<Connection>, ...Column<Connection>[]] = [
  {
    key: 'name',
    header: 'Name',
    cell: ({ name, address }) => (
      <span className="block min-w-0">
        <span className="block break-all font-mono text-xs">{name}</span>
        <span className="block break-all text-ink-2 text-xs">{address}</span>
      </span>
    ),
  },
  {
    key: 'kind',
    header: 'Kind',
    cell: ({ kind, model }) => (
      <span className="block">
        {KIND_NAMES[kind]}
        {model !== null && <span className="block break-all text-ink-2 text-xs">{model}</span>}
      </span>
    ),
  },
  {
    key: 'sign-in',
    header: 'Sign-in',
    cell: ({ auth }) => <span className="text-ink-2">{SIGN_INS[auth.type]}</span>,
  },
  { key: 'used', header: 'Used in', cell: ({ usedIn }) => <UsedInFlows flows={usedIn} /> },
  {
    key: 'changed',
    header: 'Changed',
    align: 'right',
    cell: ({ updatedAt }) => <RelativeTime at={updatedAt} className="whitespace-nowrap text-ink-2" />,
  },
];
