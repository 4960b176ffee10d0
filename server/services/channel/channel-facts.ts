import type { JsonObject } from '@/server/engine/json';
import type { RegionalDefaults } from '@/server/engine/locale/regional';
import type { ChannelSettings } from './settings-schema';

export type ChannelKind = 'chat' | 'flowrest' | 'umi';
export type RoomMode = 'flow' | 'suggestions' | 'people';

type RoomFacts = { id: string; name: string; mode: RoomMode; flowId: string | null };

/** The configuration of a channel that turns need; at most a few seconds old. */
export type ChannelFacts = {
  [K in ChannelKind]: {
    orgId: string;
    id: string;
    kind: K;
    name: string;
    enabled: boolean;
    /** flowrest: the flow that answers. */
    flowId: string | null;
    /** umi: the room of its conversations. */
    room: RoomFacts | null;
    /** umi: the caller's name for the kind of channel. */
    label: string | null;
    /** chat: the publishable key, which browsers may know. */
    publicKey: string | null;
    /** Where its sessions start; null for production. */
    environment: string | null;
    settings: ChannelSettings[K];
    /** Whether the channel has an active webhook endpoint. */
    hasWebhook: boolean;
    /** The regional settings that its sessions start with. */
    defaults: RegionalDefaults;
    /** The configuration values in its environment. */
    config: JsonObject;
  };
}[ChannelKind];

export type ChannelOf<K extends ChannelKind> = Extract<ChannelFacts, { kind: K }>;
