'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { paths } from '@/app/_lib/paths';
import { useTRPC } from '@/app/_trpc/context';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import type { Column } from '@/app/_ui/list/data-table';
import { Badge } from '@/app/_ui/value/badge';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import { useNames } from '../../_components/use-names';
import type { Room } from '../../_room/room';
import { findMode } from '../../_room/room-modes';
import { listRoomChannels } from '../_model/room-queries';

type Channel = RouterOutputs['channel']['list']['items'][number];

/** The columns of the list of rooms: name, who answers, and channels. */
export function useRoomColumns(): [Column<Room>, ...Column<Room>[]] {
  const trpc = useTRPC();
  const { flowName } = useNames();
  const channels = useQuery(listRoomChannels(trpc));
  return [
    {
      key: 'name',
      header: 'Name',
      className: 'md:max-w-64',
      cell: ({ name }) => (
        <span className="block truncate" title={name}>
          {name}
        </span>
      ),
    },
    { key: 'who', header: 'Who answers', cell: ({ mode }) => <Mode mode={mode} /> },
    {
      key: 'flow',
      header: 'Flow',
      className: 'md:max-w-44',
      cell: ({ flowId }) =>
        flowId === null ? (
          <span className="text-ink-3">–</span>
        ) : (
          <Link
            href={paths.flow(flowId)}
            title={flowName(flowId) ?? undefined}
            className="relative z-10 block truncate rounded-sm hover:underline"
          >
            {flowName(flowId) ?? 'A flow'}
          </Link>
        ),
    },
    {
      key: 'channels',
      header: 'Channels',
      className: 'w-full',
      cell: (room) => <Channels room={room} channels={channels.data?.items ?? []} />,
    },
    {
      key: 'changed',
      header: 'Changed',
      className: 'whitespace-nowrap text-ink-2',
      cell: ({ updatedAt }) => <RelativeTime at={updatedAt} />,
    },
  ];
}

function Mode({ mode }: { mode: Room['mode'] }) {
  const { label, tone } = findMode(mode);
  return <Badge tone={tone}>{label}</Badge>;
}

function Channels({ room, channels }: { room: Room; channels: readonly Channel[] }) {
  const known = channels.filter(({ roomId }) => roomId === room.id);
  const more = room.channels - known.length;
  if (room.channels === 0) return <span className="text-ink-3">None</span>;
  return (
    <span className="flex flex-wrap gap-x-3 max-md:justify-end">
      {known.map(({ id, name }) => (
        <Link
          key={id}
          href={paths.channel(id)}
          className="relative z-10 rounded-sm [overflow-wrap:anywhere] hover:underline"
        >
          {name}
        </Link>
      ))}
      {more > 0 && <span className="text-ink-2">{known.length > 0 ? `${String(more)} more` : more}</span>}
    </span>
  );
}
