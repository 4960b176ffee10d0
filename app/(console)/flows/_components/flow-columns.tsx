import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import type { Column } from '@/app/_ui/list/data-table';
import { Badge } from '@/app/_ui/value/badge';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import type { FlowRow } from '../_model/flow-list-queries';
import { FlowState } from './flow-state';

type Activity = RouterOutputs['flow']['listActivity'][number];

/** The columns of the list of flows, archived ones or others; `activityOf` returns undefined until the activity is loaded. */
export function toFlowColumns(
  archived: boolean,
  activityOf: (flowId: string) => Activity | undefined,
): [Column<FlowRow>, ...Column<FlowRow>[]] {
  if (archived) return [NAME, PUBLISHED, ARCHIVED];
  return [
    NAME,
    STATE,
    {
      key: 'triggers',
      header: 'Started by',
      cell: ({ id }) => <Triggers triggers={activityOf(id)?.triggers} />,
      className: 'md:max-w-52 2xl:max-w-60',
    },
    {
      key: 'live',
      header: 'Live sessions',
      align: 'right',
      cell: ({ id }) => (
        <span className="tabular-nums">{activityOf(id)?.live.toLocaleString('en') ?? ''}</span>
      ),
    },
    PUBLISHED,
    UPDATED,
  ];
}

const NAME: Column<FlowRow> = {
  key: 'name',
  header: 'Name',
  cell: ({ name, slug, tags }) => (
    <span className="block min-w-0 py-2">
      <span className="block truncate">{name}</span>
      <span className="block truncate font-mono font-normal text-ink-2 text-xs">{slug}</span>
      {tags.length > 0 && <TagList tags={tags} />}
    </span>
  ),
  className: 'md:max-w-64 2xl:max-w-80',
};

const STATE: Column<FlowRow> = { key: 'state', header: 'State', cell: (flow) => <FlowState flow={flow} /> };

const PUBLISHED: Column<FlowRow> = {
  key: 'published',
  header: 'Published',
  cell: ({ published }) =>
    published ? <RelativeTime at={published.publishedAt} /> : <span className="text-ink-3">Never</span>,
};

const UPDATED: Column<FlowRow> = {
  key: 'updated',
  header: 'Updated',
  align: 'right',
  cell: ({ updatedAt }) => <RelativeTime at={updatedAt} />,
};

const ARCHIVED: Column<FlowRow> = {
  key: 'archived',
  header: 'Archived',
  align: 'right',
  cell: ({ archivedAt }) => archivedAt && <RelativeTime at={archivedAt} />,
};

function TagList({ tags }: { tags: readonly string[] }) {
  return (
    <span className="mt-1 flex flex-wrap gap-1">
      {tags.map((tag) => (
        <Badge key={tag} className="max-w-full font-normal">
          <bdi className="truncate">{tag}</bdi>
        </Badge>
      ))}
    </span>
  );
}

const MOST_SHOWN = 2;

function Triggers({ triggers }: { triggers: Activity['triggers'] | undefined }) {
  if (!triggers) return null;
  if (triggers.length === 0) return <span className="text-ink-3">API, channels</span>;
  const rest = triggers.length - MOST_SHOWN;
  return (
    <span className="flex flex-wrap gap-1 py-1 max-md:justify-end">
      {triggers.slice(0, MOST_SHOWN).map(({ type, name }) => (
        <Badge key={`${type} ${name}`} className="max-w-full truncate font-normal">
          {type} {name}
        </Badge>
      ))}
      {rest > 0 && <span className="text-ink-2 text-xs">and {rest} more</span>}
    </span>
  );
}
