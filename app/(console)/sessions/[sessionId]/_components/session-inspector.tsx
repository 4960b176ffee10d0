'use client';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { useTRPC } from '@/app/_trpc/context';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/app/_ui/list/tabs';
import { Page } from '@/app/_ui/page/page-header';
import { useMedia } from '@/app/_ui/use-media';
import { shortId } from '@/app/_ui/value/copyable-id';
import { Crumb } from '@/app/(console)/_shell/top-bar/crumb';
import { CanvasPane } from '../_canvas/canvas-pane';
import { useMoment } from '../_data/use-moment';
import type { SessionLog } from '../_data/use-session-log';
import { ForkNote } from '../_fork/fork-note';
import { PastPath } from '../_fork/past-path';
import { useFork } from '../_fork/use-fork';
import { FailureNote } from '../_header/failure-note';
import { SessionHeader } from '../_header/session-header';
import { HeldBanner } from '../_held/held-banner';
import { readNodeNames } from '../_model/node-names';
import { getVersion } from '../_model/session-queries';
import { versionAt } from '../_model/version-at';
import { TurnTimeline } from '../_timeline/turn-timeline';
import { TranscriptPane } from '../_transcript/transcript-pane';
import { DETAIL_TABS, TurnDetails } from '../_turn/turn-details';

const TALL = 'min-h-0 flex-1 sm:h-[calc(100dvh-48px)] sm:flex-none';

/**
 * The page of a session: its transcript, its path through the flow, and the details of one turn, all at the same
 * moment. Side by side where they fit, else as tabs.
 */
export function SessionInspector({ log }: { log: SessionLog }) {
  const trpc = useTRPC();
  const { id, failure } = log.session;
  const moment = useMoment(log.lastTurn);
  const { flowId, versionId: current } = log.session;
  const versionId = versionAt(log.turns, moment.turn, log.before?.versionId ?? current);
  const version = useQuery(getVersion(trpc, { flowId, versionId }));
  const latest = useQuery(getVersion(trpc, log.session));
  const names = useMemo(() => readNodeNames(version.data?.definition), [version.data]);
  const fork = useFork(log);
  // The server does not know the width: it renders three panes, and those that do not fit are hidden.
  const three = useMedia('(min-width: 1200px)');
  const two = useMedia('(min-width: 640px)');
  const panes = {
    transcript: <TranscriptPane log={log} moment={moment} fork={fork} isPage={!two} />,
    path: (
      <CanvasPane
        version={version}
        names={names}
        log={log}
        moment={moment}
        parting={fork?.parting?.next?.node}
      />
    ),
    past: fork && <PastPath fork={fork} moment={moment} />,
  };
  const details = DETAIL_TABS.map(({ value, label }) => ({
    value,
    label,
    content: <TurnDetails tab={value} log={log} names={names} moment={moment} />,
  }));
  const path = { value: 'path', label: 'Path', content: panes.path, fills: true };
  const paths = panes.past
    ? [path, { value: 'past', label: 'Path before', content: panes.past, fills: true }]
    : [path];
  const transcript = { value: 'transcript', label: 'Transcript', content: panes.transcript };
  return (
    <Page width="full">
      <Crumb label={shortId(id)} />
      <div className={`flex min-w-0 flex-col ${TALL}`}>
        <SessionHeader log={log} turn={moment.turn} versionNumber={latest.data?.number ?? null} fork={fork} />
        {fork && <ForkNote fork={fork} />}
        <HeldBanner session={log.session} names={names} />
        {failure && <FailureNote failure={failure} names={names} />}
        {three && (
          <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,19rem)_minmax(0,1fr)_minmax(0,23rem)] overflow-hidden max-[1199px]:invisible">
            <div className="flex min-h-0 min-w-0 flex-col border-r">{panes.transcript}</div>
            <Paths path={panes.path} past={panes.past} />
            <Tabbed key="three" label="Details" panes={details} />
          </div>
        )}
        {two && !three && (
          <div className="grid min-h-0 flex-1 grid-cols-2 overflow-hidden">
            <div className="flex min-h-0 min-w-0 flex-col border-r">{panes.transcript}</div>
            <Tabbed key="two" label="Details" panes={[...paths, ...details]} />
          </div>
        )}
        {!two && <Tabbed key="one" label="Panes" panes={[transcript, ...paths, ...details]} isPage />}
        <TurnTimeline log={log} moment={moment} />
      </div>
    </Page>
  );
}

/** The path, and beside or below that of the session that it continues. */
function Paths({ path, past }: { path: ReactNode; past: ReactNode }) {
  return (
    <div className="grid min-h-0 min-w-0 border-r min-[1600px]:auto-cols-fr min-[1600px]:grid-flow-col auto-rows-fr">
      <section aria-label="Path" className="relative min-h-0 min-w-0">
        {path}
      </section>
      {past && (
        <section
          aria-label="Path before"
          className="relative min-h-0 min-w-0 border-t min-[1600px]:border-t-0 min-[1600px]:border-l"
        >
          {past}
        </section>
      )}
    </div>
  );
}

type Pane = {
  value: string;
  label: string;
  content: ReactNode /** It fills the available space. */;
  fills?: boolean;
};
type TabbedProps = { label: string; panes: readonly Pane[]; isPage?: boolean };

function Tabbed({ label, panes, isPage = false }: TabbedProps) {
  const [tab, setTab] = useState(panes[0]?.value ?? '');
  return (
    <Tabs value={tab} onValueChange={setTab} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <TabsList
        aria-label={label}
        className={`shrink-0 px-4 ${isPage ? 'sticky top-12 z-20 bg-canvas' : ''}`}
      >
        {panes.map(({ value, label: name }) => (
          <TabsTrigger key={value} value={value}>
            {name}
          </TabsTrigger>
        ))}
      </TabsList>
      {panes.map(({ value, content, fills }) => (
        <TabsContent
          key={value}
          value={value}
          className={
            isPage
              ? `flex flex-1 flex-col ${fills ? 'h-[60dvh] flex-none' : ''} ${value === 'transcript' ? '' : 'bg-surface'}`
              : `min-h-0 flex-1 bg-surface ${fills ? '' : 'overflow-y-auto'}`
          }
        >
          {content}
        </TabsContent>
      ))}
    </Tabs>
  );
}
