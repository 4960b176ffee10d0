'use client';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { CHANNEL_KINDS, type Channel, type ChannelKind, KINDS } from '@/app/_features/channel/channel-kinds';
import { describeHealth, type Health } from '@/app/_features/channel/describe-health';
import { paths } from '@/app/_lib/paths';
import { Card } from '@/app/_ui/page/card';
import { Skeleton } from '@/app/_ui/state/skeleton';
import { StatusBadge } from '@/app/_ui/value/status-badge';
import { describeAnswerer } from '../_model/describe-answerer';
import { HealthNumbers } from './health-numbers';
import { useHealth } from './use-health';
import { useNames } from './use-names';

/** Channels as cards, grouped by kind. */
export function ChannelCards({ channels }: { channels: readonly Channel[] }) {
  const names = useNames();
  const healthOf = useHealth(channels.map(({ id }) => id));
  return (
    <div className="space-y-7">
      {KINDS.map((kind) => (
        <KindRow key={kind} kind={kind} channels={channels.filter((channel) => channel.kind === kind)}>
          {(channel) => (
            <ChannelCard
              channel={channel}
              health={healthOf(channel.id)}
              answerer={describeAnswerer(channel, names)}
            />
          )}
        </KindRow>
      ))}
    </div>
  );
}

type KindRowProps = {
  kind: ChannelKind;
  channels: readonly Channel[];
  children: (channel: Channel) => ReactNode;
};

function KindRow({ kind, channels, children }: KindRowProps) {
  const { label, icon: Icon, what } = CHANNEL_KINDS[kind];
  if (channels.length === 0) return null;
  return (
    <section aria-labelledby={`kind-${kind}`}>
      <div className="flex items-center gap-2">
        <h2 id={`kind-${kind}`} className="flex items-center gap-2 font-semibold text-base">
          <Icon aria-hidden className="size-4 text-ink-2" /> {label}
        </h2>
        <code className="font-mono text-ink-2 text-xs">{kind}</code>
      </div>
      <p className="mb-3 text-ink-2 text-sm">{what}</p>
      <ul className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {channels.map((channel) => (
          <li key={channel.id} className="min-w-0">
            {children(channel)}
          </li>
        ))}
      </ul>
    </section>
  );
}

type ChannelCardProps = { channel: Channel; health: Health | undefined; answerer: string };

function ChannelCard({ channel, health, answerer }: ChannelCardProps) {
  const { tone, word } = describeHealth(channel, health);
  return (
    <Card className="relative flex h-full flex-col transition-colors hover:border-line-strong has-[a:focus-visible]:border-ink-3">
      <div className="flex-1 space-y-1 px-4 pt-3.5 pb-3">
        <div className="flex items-start justify-between gap-3">
          <Link
            href={paths.channel(channel.id)}
            className="min-w-0 truncate rounded-sm font-medium text-base after:absolute after:inset-0"
          >
            {channel.name}
          </Link>
          <StatusBadge tone={tone}>{word}</StatusBadge>
        </div>
        <p className="truncate text-ink-2 text-sm" title={answerer}>
          {answerer}
        </p>
        <p className="truncate font-mono text-ink-2 text-xs" title={channel.webhookUrl ?? undefined}>
          {channel.webhookUrl ?? 'No webhook'}
        </p>
      </div>
      <HealthNumbers health={health} />
    </Card>
  );
}

/** The placeholder of the channel list. */
export function ChannelSkeletons() {
  return (
    <div aria-busy className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
      {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
        <Skeleton key={key} className="h-36 rounded-lg" />
      ))}
    </div>
  );
}
