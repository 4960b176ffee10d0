'use client';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { isOver } from '@/app/_features/session/session-status';
import { useTRPC } from '@/app/_trpc/context';
import { Page } from '@/app/_ui/page/page-header';
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
import { InspectorPanes, TALL } from './inspector-panes';

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
  const details = DETAIL_TABS.map(({ value, label }) => ({
    value,
    label,
    content: <TurnDetails tab={value} log={log} names={names} moment={moment} />,
  }));
  return (
    <Page width="full">
      <Crumb label={shortId(id)} />
      <div className={`flex min-w-0 flex-col ${TALL}`}>
        <SessionHeader log={log} turn={moment.turn} versionNumber={latest.data?.number ?? null} fork={fork} />
        {fork && <ForkNote fork={fork} />}
        <HeldBanner session={log.session} names={names} />
        {failure && <FailureNote failure={failure} names={names} />}
        <InspectorPanes
          transcript={(isPage) => <TranscriptPane log={log} moment={moment} fork={fork} isPage={isPage} />}
          path={
            <CanvasPane
              version={version}
              names={names}
              log={log}
              moment={moment}
              parting={fork?.parting?.next?.node}
            />
          }
          past={fork && <PastPath fork={fork} moment={moment} />}
          details={details}
        />
        <TurnTimeline log={log} moment={moment} over={isOver(log.session.status)} />
      </div>
    </Page>
  );
}
