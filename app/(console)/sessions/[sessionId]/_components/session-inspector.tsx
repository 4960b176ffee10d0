'use client';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { useTRPC } from '@/app/_trpc/context';
import { shortId } from '@/app/_ui/copyable-id';
import { Page } from '@/app/_ui/page-header';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/app/_ui/tabs';
import { useMedia } from '@/app/_ui/use-media';
import { Crumb } from '../../../_shell/crumb';
import { readNodeNames } from '../_model/node-names';
import { FailureNote } from './failure-note';
import { SessionHeader } from './session-header';
import { TranscriptPane } from './transcript-pane';
import { DETAIL_TABS, type DetailTab, TurnDetails } from './turn-details';
import { useChosenTurn } from './use-chosen-turn';
import type { SessionLog } from './use-session-log';

const TALL = 'min-h-0 flex-1 lg:h-[calc(100dvh-48px)] lg:flex-none';

/** A session in sight: the conversation at the left, what happened in a turn at the right; tabs where both do not fit. */
export function SessionInspector({ log }: { log: SessionLog }) {
  const trpc = useTRPC();
  const { flowId, versionId, id, failure } = log.session;
  const version = useQuery(
    trpc.session.version.queryOptions(
      { flowId, versionId },
      { enabled: !log.session.trial, staleTime: Number.POSITIVE_INFINITY },
    ),
  );
  const names = useMemo(() => readNodeNames(version.data?.definition), [version.data]);
  const [chosen, choose] = useChosenTurn();
  const [tab, setTab] = useState<DetailTab | 'transcript'>('transcript');
  const wide = useMedia('(min-width: 1024px)');
  const detail = tab === 'transcript' ? 'step' : tab;
  const transcript = (
    <TranscriptPane
      log={log}
      chosen={chosen}
      wholePage={!wide}
      onChoose={(no) => {
        choose(no);
        if (!wide && no !== null) setTab('step');
      }}
    />
  );
  const details = { log, names, turn: chosen ?? log.lastTurn, onChoose: choose };
  return (
    <Page width="full">
      <Crumb label={shortId(id)} />
      <div className={`flex min-w-0 flex-col ${TALL}`}>
        <SessionHeader log={log} versionNumber={version.data?.number ?? null} />
        {failure && <FailureNote failure={failure} names={names} />}
        {wide ? (
          <div className="grid min-h-0 flex-1 grid-cols-2 xl:grid-cols-[5fr_6fr]">
            <div className="flex min-h-0 min-w-0 flex-col border-r">{transcript}</div>
            <TabbedDetails tab={detail} onTab={setTab} details={details} />
          </div>
        ) : (
          <NarrowTabs tab={tab} onTab={setTab} transcript={transcript} details={details} />
        )}
      </div>
    </Page>
  );
}

type Details = Omit<Parameters<typeof TurnDetails>[0], 'tab'>;

type TabbedProps = { tab: DetailTab; onTab: (tab: DetailTab) => void; details: Details };

function TabbedDetails({ tab, onTab, details }: TabbedProps) {
  return (
    <Tabs
      value={tab}
      onValueChange={(next) => onTab(next as DetailTab)}
      className="flex min-h-0 min-w-0 flex-col"
    >
      <TabsList aria-label="Details" className="shrink-0 px-4">
        {DETAIL_TABS.map(({ value, label }) => (
          <TabsTrigger key={value} value={value}>
            {label}
          </TabsTrigger>
        ))}
      </TabsList>
      {DETAIL_TABS.map(({ value }) => (
        <TabsContent key={value} value={value} className="min-h-0 flex-1 overflow-y-auto bg-surface">
          <TurnDetails tab={value} {...details} />
        </TabsContent>
      ))}
    </Tabs>
  );
}

type NarrowProps = {
  tab: DetailTab | 'transcript';
  onTab: (tab: DetailTab | 'transcript') => void;
  transcript: ReactNode;
  details: Details;
};

function NarrowTabs({ tab, onTab, transcript, details }: NarrowProps) {
  return (
    <Tabs
      value={tab}
      onValueChange={(next) => onTab(next as DetailTab)}
      className="flex min-h-0 min-w-0 flex-1 flex-col"
    >
      <TabsList aria-label="Panes" className="sticky top-12 z-20 shrink-0 bg-canvas px-4">
        <TabsTrigger value="transcript">Transcript</TabsTrigger>
        {DETAIL_TABS.map(({ value, label }) => (
          <TabsTrigger key={value} value={value}>
            {label}
          </TabsTrigger>
        ))}
      </TabsList>
      <TabsContent value="transcript" className="flex flex-1 flex-col">
        {transcript}
      </TabsContent>
      {DETAIL_TABS.map(({ value }) => (
        <TabsContent key={value} value={value} className="flex-1 bg-surface">
          <TurnDetails tab={value} {...details} />
        </TabsContent>
      ))}
    </Tabs>
  );
}
