import { Globe, Layers, type LucideIcon, MessageSquareText } from 'lucide-react';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';

export type Channel = RouterOutputs['channel']['get'];
export type ChannelKind = Channel['kind'];
export type ChannelOf<K extends ChannelKind> = Extract<Channel, { kind: K }>;

/** The name and purpose of each kind of channel. */
export const CHANNEL_KINDS: Readonly<
  Record<ChannelKind, { label: string; icon: LucideIcon; what: string; prefix: string }>
> = {
  chat: {
    label: 'Chat API',
    icon: Globe,
    what: 'Pages call with a publishable key and start intents of published flows.',
    prefix: '/api/public/v1',
  },
  flowrest: {
    label: 'Threads API',
    icon: MessageSquareText,
    what: 'Threads over REST, answered by one flow, in the response or by webhook.',
    prefix: '/rest/v1',
  },
  umi: {
    label: 'Unified messaging API',
    icon: Layers,
    what: 'Batches of messages from email, messengers and contact centers; replies by webhook. Belongs to a room.',
    prefix: '/api/v5',
  },
};

export const KINDS = Object.keys(CHANNEL_KINDS) as ChannelKind[];

/** Parses a kind from an address; null for any other text. */
export function parseKind(text: string | null): ChannelKind | null {
  return KINDS.find((kind) => kind === text) ?? null;
}
