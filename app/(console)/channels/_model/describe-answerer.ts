import type { Channel } from '@/app/_features/channel/channel-kinds';

type Names = {
  flowName: (id: string | null) => string | null;
  roomName: (id: string | null) => string | null;
};

/** Describes who answers on a channel. */
export function describeAnswerer(channel: Channel, { flowName, roomName }: Names): string {
  const { flowId, roomId, label } = channel;
  if (channel.kind === 'flowrest') return `Flow ${flowName(flowId) ?? '…'}`;
  if (channel.kind === 'umi') return `${label ?? ''} in the room ${roomName(roomId) ?? '…'}`;
  const { allowedIntents } = channel.settings;
  if (!allowedIntents) return 'All intents of published flows';
  return allowedIntents.length === 1 ? '1 intent' : `${String(allowedIntents.length)} intents`;
}
