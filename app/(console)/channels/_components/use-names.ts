'use client';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/app/_trpc/context';
import { listFlowNames, listRoomNames } from '../_model/channel-queries';

/** The flows and rooms that channels can use, by name and to choose from. */
export function useNames() {
  const trpc = useTRPC();
  const flows = useQuery(listFlowNames(trpc));
  const rooms = useQuery(listRoomNames(trpc));
  const nameOf = (items: readonly { id: string; name: string }[] | undefined, id: string | null) =>
    items?.find((item) => item.id === id)?.name ?? null;
  return {
    flows: flows.data?.items,
    rooms: rooms.data?.items,
    flowName: (id: string | null) => nameOf(flows.data?.items, id),
    roomName: (id: string | null) => nameOf(rooms.data?.items, id),
  };
}
