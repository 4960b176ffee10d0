import { UsedInFlows } from '@/app/_features/flow/used-in-flows';
import type { Column } from '@/app/_ui/list/data-table';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import type { Secret } from '../_model/secret';

/** The columns of the list of secrets. */
export const SECRET_COLUMNS: [Column<Secret>, ...Column<Secret>[]] = [
  {
    key: 'name',
    header: 'Name',
    cell: ({ name, overrides }) => (
      <div className="min-w-0">
        <span className="break-all font-mono text-xs">{name}</span>
        {overrides.length > 0 && (
          <p className="text-ink-2 text-xs">
            Its own value in {overrides.map(({ environment }) => environment).join(', ')}
          </p>
        )}
      </div>
    ),
  },
  { key: 'used', header: 'Used in', cell: ({ usedIn }) => <UsedInFlows flows={usedIn} /> },
  {
    key: 'by',
    header: 'Set by',
    cell: ({ updatedBy, updatedByName }) => (
      <span className="text-ink-2">
        {updatedByName ?? (updatedBy.startsWith('key:') ? 'A deleted key' : 'Unknown')}
      </span>
    ),
  },
  {
    key: 'changed',
    header: 'Set',
    align: 'right',
    cell: ({ updatedAt }) => <RelativeTime at={updatedAt} className="whitespace-nowrap text-ink-2" />,
  },
];
