'use client';
import { useEffect, useMemo } from 'react';
import type { Engine } from '@/app/_features/flow/engine/create-engine';
import { Page } from '@/app/_ui/page/page-header';
import { shortId } from '@/app/_ui/value/copyable-id';
import { Crumb } from '@/app/(console)/_shell/top-bar/crumb';
import { SessionCanvas } from '../../_inspector/_canvas/session-canvas';
import { InspectorPanes, TALL } from '../../_inspector/_components/inspector-panes';
import { useMoment } from '../../_inspector/_data/use-moment';
import { readNodeNames } from '../../_inspector/_model/node-names';
import { versionAt } from '../../_inspector/_model/version-at';
import { TurnTimeline } from '../../_inspector/_timeline/turn-timeline';
import { EventList } from '../../_inspector/_turn/event-list';
import { TurnSteps } from '../../_inspector/_turn/turn-steps';
import type { OpenFile } from '../_data/use-opened-file';
import { FileHeader } from './file-header';
import { FileTranscript } from './file-transcript';
import { FileVariables } from './file-variables';
import { Verification } from './verification';

type FileInspectorProps = { engine: Engine; opened: OpenFile; onClose: () => void };

/** A session of a file, with the panes of the page of a session: all at the same moment. */
export function FileInspector({ engine, opened, onClose }: FileInspectorProps) {
  const { session } = opened;
  const { turns, events, definitions, end, verified } = session;
  const startedOn = session.flows[0]?.key ?? '';
  const lastTurn = turns.length;
  const moment = useMoment(lastTurn);
  const { go } = moment;
  // The address may name a turn of the file before.
  useEffect(() => go(null), [go]);
  const definition = definitions[versionAt(turns, moment.turn, startedOn)];
  const names = useMemo(() => readNodeNames(definition), [definition]);
  const log = useMemo(
    () => ({ turns, events, lastTurn, before: { versionId: startedOn, variables: {} } }),
    [turns, events, lastTurn, startedOn],
  );
  const details = [
    {
      value: 'step',
      label: 'Step',
      content: <TurnSteps log={log} names={names} moment={moment} session={null} />,
    },
    { value: 'variables', label: 'Variables', content: <FileVariables log={log} turn={moment.turn} /> },
    { value: 'events', label: 'Events', content: <EventList events={events} turn={moment.turn} /> },
  ];
  return (
    <Page width="full">
      <Crumb label={`File of ${shortId(session.id)}`} />
      <div className={`flex min-w-0 flex-col ${TALL}`}>
        <FileHeader engine={engine} opened={opened} onClose={onClose} />
        <Verification verified={verified} turns={lastTurn} onChoose={go} />
        <InspectorPanes
          transcript={() => <FileTranscript log={log} moment={moment} />}
          path={
            <SessionCanvas
              definition={definition ?? {}}
              names={names}
              log={{ turns, session: end }}
              moment={moment}
            />
          }
          details={details}
        />
        <TurnTimeline log={log} moment={moment} over />
      </div>
    </Page>
  );
}
