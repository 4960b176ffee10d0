import type { Channel } from '@/app/_features/channel/channel-kinds';

type Names = {
  flowName: (id: string | null) => string | null;
  roomName: (id: string | null) => string | null;
};

/** Describes who answers on a channel. */
export function describeAnswerer(
  {
    kind,
    flowId,
    roomId,
    label,
    settings,
  }: Pick<Channel, 'kind' | 'flowId' | 'roomId' | 'label' | 'settings'>,
  { flowName, roomName }: Names,
): string {
  if (kind === 'flowrest') return `Flow ${flowName(flowId) ?? '…'}`;
  if (kind === 'umi') return `${label ?? ''} in the room ${roomName(roomId) ?? '…'}`;
  const { allowedIntents } = settings;
  if (!Array.isArray(allowedIntents)) return 'All intents of published flows';
  return allowedIntents.length === 1 ? '1 intent' : `${String(allowedIntents.length)} intents`;
}
