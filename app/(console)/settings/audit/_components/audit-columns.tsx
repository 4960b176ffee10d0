import type { Column } from '@/app/_ui/list/data-table';
import { Badge } from '@/app/_ui/value/badge';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import { type AuditEntry, actorLabel, describeAction, summarise } from '../_model/describe-entry';

/** The columns of the audit log. */
export const AUDIT_COLUMNS: [Column<AuditEntry>, ...Column<AuditEntry>[]] = [
  {
    key: 'what',
    header: 'Action',
    cell: (entry) => <span className="md:whitespace-nowrap">{describeAction(entry)}</span>,
  },
  {
    key: 'name',
    header: 'Resource',
    className: 'md:max-w-64',
    cell: ({ name }) => (
      <span className="block truncate" title={name}>
        {name}
      </span>
    ),
  },
  {
    key: 'change',
    header: 'Change',
    wideOnly: true,
    className: 'w-full md:max-w-0',
    cell: (entry) => {
      const words = summarise(entry);
      return (
        <span className="block truncate text-ink-2" title={words}>
          {words}
        </span>
      );
    },
  },
  {
    key: 'who',
    header: 'Who',
    className: 'md:max-w-56',
    cell: (entry) => (
      <span className="flex min-w-0 items-center gap-2">
        <span className="truncate">{actorLabel(entry)}</span>
        {entry.actor.startsWith('key:') && <Badge>key</Badge>}
      </span>
    ),
  },
  {
    key: 'when',
    header: 'When',
    align: 'right',
    cell: ({ at }) => <RelativeTime at={at} className="whitespace-nowrap text-ink-2" />,
  },
];
