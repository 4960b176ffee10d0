'use client';
import { useMemo, useRef } from 'react';
import { Transcript } from '@/app/_features/session/transcript';
import type { MomentControl } from '../../_inspector/_data/use-moment';
import { Later, SCROLLER } from '../../_inspector/_transcript/transcript-pane';
import { useTurnGroups } from '../../_inspector/_transcript/use-turn-groups';
import { useTurnPicking } from '../../_inspector/_transcript/use-turn-picking';
import type { TurnLog } from '../../_inspector/_turn/turn-steps';

/** The transcript of a session of a file, up to the chosen moment. */
export function FileTranscript({ log, moment }: { log: TurnLog; moment: MomentControl }) {
  const scroller = useRef<HTMLElement>(null);
  const { turn, live, go } = moment;
  const { messages, groups } = useTurnGroups(log);
  const order = useMemo(() => groups.map(({ no }) => no), [groups]);
  useTurnPicking({ scroller, order, chosen: turn, picked: !live, onChoose: go });
  const later = log.lastTurn - turn;
  return (
    <>
      <h2 className="flex h-10 shrink-0 items-center border-b px-4 font-medium text-sm max-sm:sr-only">
        Transcript
      </h2>
      <section
        ref={scroller}
        {...SCROLLER}
        className="min-h-0 flex-1 px-1 py-2 focus-visible:outline-offset-[-2px] sm:overflow-y-auto"
      >
        <Transcript
          messages={messages}
          groups={groups.filter(({ no }) => no <= turn)}
          chosenTurn={turn}
          onChooseTurn={go}
        />
        {later > 0 && <Later count={later} />}
      </section>
    </>
  );
}
