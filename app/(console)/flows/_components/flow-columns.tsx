import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import type { Column } from '@/app/_ui/data-table';
import { RelativeTime } from '@/app/_ui/relative-time';
import { FlowState } from './flow-state';

type FlowRow = RouterOutputs['flow']['list']['items'][number];

/** What is told of each flow in the list. */
export const FLOW_COLUMNS: readonly [Column<FlowRow>, ...Column<FlowRow>[]] = [
  {
    key: 'name',
    header: 'Name',
    cell: ({ name, slug }) => (
      <span className="block min-w-0 py-2">
        <span className="block truncate">{name}</span>
        <span className="block truncate font-mono font-normal text-ink-2 text-xs">{slug}</span>
      </span>
    ),
    className: 'max-w-80',
  },
  { key: 'state', header: 'State', cell: (flow) => <FlowState flow={flow} /> },
  {
    key: 'published',
    header: 'Published',
    cell: ({ published }) =>
      published ? <RelativeTime at={published.publishedAt} /> : <span className="text-ink-3">Never</span>,
  },
  {
    key: 'updated',
    header: 'Updated',
    align: 'right',
    cell: ({ updatedAt }) => <RelativeTime at={updatedAt} />,
  },
];
