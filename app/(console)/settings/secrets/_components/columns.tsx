import Link from 'next/link';
import { paths } from '@/app/_lib/paths';
import type { Column } from '@/app/_ui/list/data-table';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import type { Secret } from '../_model/secret';

/** Further flows are counted. */
const MOST_SHOWN = 3;

/** The columns of the list of secrets. */
export const SECRET_COLUMNS: [Column<Secret>, ...Column<Secret>[]] = [
  {
    key: 'name',
    header: 'Name',
    cell: ({ name }) => <span className="break-all font-mono text-xs">{name}</span>,
  },
  { key: 'used', header: 'Used in', cell: ({ usedIn }) => <UsedIn flows={usedIn} /> },
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

function UsedIn({ flows }: { flows: Secret['usedIn'] }) {
  if (flows.length === 0) return <span className="text-ink-3">No flow</span>;
  const rest = flows.length - MOST_SHOWN;
  return (
    <span className="flex flex-wrap gap-x-2">
      {flows.slice(0, MOST_SHOWN).map(({ flowId, name }) => (
        <Link key={flowId} href={paths.flow(flowId)} className="text-accent hover:underline">
          {name}
        </Link>
      ))}
      {rest > 0 && <span className="text-ink-2">and {rest} more</span>}
    </span>
  );
}
