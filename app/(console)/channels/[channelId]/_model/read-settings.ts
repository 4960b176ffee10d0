import type { Channel } from '@/app/_features/channel/channel-kinds';
import type { ChannelSettings } from '@/server/services/channel/settings-schema';

// The server parsed them by the schema of their kind before it stored them.
export type ChatSettings = ChannelSettings['chat'];
export type FlowrestSettings = ChannelSettings['flowrest'];
export type UmiSettings = ChannelSettings['umi'];

type Stored = Channel['settings'];

/** The settings of a chat channel. */
export function readChat(settings: Stored): ChatSettings {
  return settings as unknown as ChatSettings;
}

/** The settings of a flowrest channel. */
export function readFlowrest(settings: Stored): FlowrestSettings {
  return settings as unknown as FlowrestSettings;
}

/** The settings of a channel of unified messaging. */
export function readUmi(settings: Stored): UmiSettings {
  return settings as unknown as UmiSettings;
}
