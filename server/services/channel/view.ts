import type { ChannelRow } from '@/server/db/channel/store';
import { PRODUCTION } from '@/server/shared/environment-name';
import type { ChannelKind } from './channel-facts';
import type { ChannelSettings } from './settings-schema';

type WebhookSchedule = 'vendor' | 'long';

/** A signing secret without its text. */
type SecretView = { id: string; createdAt: Date; retiresAt: Date | null };

type ChannelFields = {
  id: string;
  name: string;
  enabled: boolean;
  /** flowrest: the flow that answers. */
  flowId: string | null;
  /** umi: the room of its conversations. */
  roomId: string | null;
  /** umi: the caller's name for the kind of channel. */
  label: string | null;
  /** chat: the publishable key, which browsers may know. */
  publicKey: string | null;
  /** The environment in which its sessions start. */
  environment: string;
  webhookUrl: string | null;
  webhookSchedule: WebhookSchedule;
  /** The number of retries of a failed delivery, where the vendor's schedule has this setting. */
  maxRetryCount: number;
  /** Set when the endpoint answered 410 Gone and `disableOnGone` is set; a new URL clears it. */
  webhookDisabledAt: Date | null;
  /** Active signing secrets, newest first. */
  secrets: SecretView[];
  createdAt: Date;
  modifiedAt: Date;
};

/** A channel as every surface shows it. */
export type ChannelView = {
  [K in ChannelKind]: ChannelFields & { kind: K; settings: ChannelSettings[K] };
}[ChannelKind];

/** A channel and, right after its creation, the text of its signing secret, which cannot be read again. */
export type ChannelWithSecret = { channel: ChannelView; webhookSecret: string | null };

export function toChannelView(row: ChannelRow, now: number): ChannelView {
  const { orgId: _, secrets, environment, ...shown } = row;
  const active = secrets.map(toSecretView).filter(({ retiresAt }) => !retiresAt || retiresAt.getTime() > now);
  // The settings were parsed by the schema of their kind before they were stored.
  return { ...shown, environment: environment ?? PRODUCTION, secrets: active } as ChannelView;
}

function toSecretView({ id, createdAt, retiresAt }: ChannelRow['secrets'][number]): SecretView {
  return { id, createdAt: new Date(createdAt), retiresAt: retiresAt === null ? null : new Date(retiresAt) };
}
