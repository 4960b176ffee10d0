'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { CHANNEL_KINDS, KINDS, parseKind } from '@/app/_features/channel/channel-kinds';
import { lazyModule } from '@/app/_lib/lazy-module';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { SearchInput } from '@/app/_ui/form/search-input';
import { FilterChip } from '@/app/_ui/list/filter-chips';
import { ShowMore } from '@/app/_ui/list/show-more';
import { LazyDialog } from '@/app/_ui/overlay/lazy-dialog';
import { Page, PageHeader } from '@/app/_ui/page/page-header';
import { ErrorState } from '@/app/_ui/state/error-state';
import { CHANNEL_PARAMS, listChannels } from '../_model/channel-queries';
import { ChannelCards, ChannelSkeletons } from './channel-cards';
import { ChannelTabs } from './channel-tabs';
import { HeadlessNote } from './headless-note';
import { FoundNoChannels, NoChannels } from './no-channels';

const NEW_CHANNEL_DIALOG = lazyModule(() =>
  import('./new-channel-dialog').then((module) => module.NewChannelDialog),
);

const KIND_OPTIONS = KINDS.map((value) => ({ value, label: CHANNEL_KINDS[value].label }));

/** All channels of the organization, by kind. */
export function ChannelList() {
  const trpc = useTRPC();
  const mayWrite = useCan('channels:write');
  const [params, set] = useQueryStates(CHANNEL_PARAMS);
  const { kind, search, new: opened } = params;
  const setOpened = (next: string | null) => void set({ new: next });
  const channels = useInfiniteQuery(listChannels(trpc, params));
  const rows = channels.data?.pages.flatMap((page) => page.items);
  const error = toShownError(channels.error);
  return (
    <Page>
      <PageHeader
        title="Channels"
        description="How other software reaches your flows, and where their events are sent."
        actions={
          mayWrite && (
            <Button variant="primary" onClick={() => setOpened(kind ?? 'chat')}>
              <Plus aria-hidden /> New channel
            </Button>
          )
        }
      />
      <ChannelTabs here="channels" />
      <div className="mb-5 flex flex-wrap items-center gap-2">
        <SearchInput
          label="Search channels by name"
          value={search}
          onSearch={(text) => void set({ search: text })}
          className="w-full sm:w-72"
        />
        <FilterChip
          single
          label="Kind"
          options={KIND_OPTIONS}
          selected={kind ? [kind] : []}
          onChange={([chosen]) => void set({ kind: parseKind(chosen ?? null) })}
        />
      </div>
      {error && !rows && <ErrorState error={error} onRetry={channels.refetch} />}
      {!error && !rows && <ChannelSkeletons />}
      {rows && rows.length > 0 && <ChannelCards channels={rows} />}
      {rows?.length === 0 && (search || kind) && (
        <FoundNoChannels onClear={() => void set({ kind: null, search: null })} />
      )}
      {rows?.length === 0 && !search && !kind && <NoChannels mayWrite={mayWrite} onNew={setOpened} />}
      <ShowMore query={channels}>Load more</ShowMore>
      <HeadlessNote />
      {mayWrite && opened !== null && (
        <LazyDialog from={NEW_CHANNEL_DIALOG} isWanted kind={opened} onKind={setOpened} />
      )}
    </Page>
  );
}
