'use client';
import { Ellipsis, Pause, Play, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { CHANNEL_KINDS, type Channel } from '@/app/_features/channel/channel-kinds';
import { describeHealth, formatRate } from '@/app/_features/channel/describe-health';
import { useCan } from '@/app/_lib/viewer';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { DropdownMenu, DropdownMenuTrigger } from '@/app/_ui/overlay/dropdown-menu';
import { DropdownMenuContent, DropdownMenuItem } from '@/app/_ui/overlay/dropdown-menu-items';
import { toast } from '@/app/_ui/overlay/toast';
import { PageHeader } from '@/app/_ui/page/page-header';
import { Badge } from '@/app/_ui/value/badge';
import { CopyableId } from '@/app/_ui/value/copyable-id';
import { formatDuration } from '@/app/_ui/value/format-duration';
import { StatusBadge } from '@/app/_ui/value/status-badge';
import { useHealth } from '../../_components/use-health';
import { LastError } from './last-error';
import { RemoveChannelDialog } from './remove-channel-dialog';
import { useChange } from './use-change';

/** A channel's name, state and actions. */
export function ChannelHeader({ channel }: { channel: Channel }) {
  const { id, kind, name, enabled } = channel;
  const mayWrite = useCan('channels:write');
  const [removing, setRemoving] = useState(false);
  const health = useHealth([id])(id);
  const { tone, word } = describeHealth(channel, health);
  const change = useChange(channel, enabled ? 'Channel paused' : 'Channel resumed');
  const { label, icon: Icon } = CHANNEL_KINDS[kind];
  const Toggle = enabled ? Pause : Play;
  return (
    <>
      <PageHeader
        title={
          <span className="flex flex-wrap items-center gap-2.5">
            <span className="break-words">{name}</span>
            <Badge>
              <Icon aria-hidden className="size-3.5" /> {label}
              <code className="font-mono">{kind}</code>
            </Badge>
            <StatusBadge tone={tone}>{word}</StatusBadge>
          </span>
        }
        description={
          <span className="mt-1 flex flex-wrap items-center gap-x-5 gap-y-1 text-sm">
            <CopyableId id={id} label="channel id" full />
            {health && health.successRate !== null && health.p95Ms !== null && (
              <>
                <span className="tabular">
                  {formatRate(health.successRate)} of{' '}
                  {health.attempts === 1 ? '1 attempt' : `${String(health.attempts)} attempts`} in 24 h
                </span>
                <span className="tabular">p95 {formatDuration(health.p95Ms)}</span>
              </>
            )}
          </span>
        }
        actions={
          mayWrite && (
            <>
              <Button
                pending={change.isPending}
                onClick={() => change.mutate({ channelId: id, enabled: !enabled }, { onError: showFailure })}
              >
                <Toggle aria-hidden /> {enabled ? 'Pause' : 'Resume'}
              </Button>
              <DropdownMenu>
                <DropdownMenuTrigger asChild>
                  <Button variant="ghost" size="icon" aria-label="More actions">
                    <Ellipsis aria-hidden />
                  </Button>
                </DropdownMenuTrigger>
                <DropdownMenuContent>
                  <DropdownMenuItem danger onSelect={() => setRemoving(true)}>
                    <Trash2 aria-hidden /> Remove channel
                  </DropdownMenuItem>
                </DropdownMenuContent>
              </DropdownMenu>
            </>
          )
        }
      />
      <LastError channel={channel} health={health} />
      <RemoveChannelDialog channel={channel} open={removing} onOpenChange={setRemoving} />
    </>
  );
}

function showFailure(error: unknown): void {
  toast.error(toShownError(error)?.title);
}
