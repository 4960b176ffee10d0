'use client';
import { ChevronLeft, ChevronRight, Radio } from 'lucide-react';
import { useMemo } from 'react';
import type { TurnView } from '@/app/_features/session/view';
import { Button } from '@/app/_ui/button';
import { cn } from '@/app/_ui/cn';
import { ExactTime } from '@/app/_ui/value/exact-time';
import type { MomentControl } from '../_data/use-moment';
import type { SessionLog } from '../_data/use-session-log';
import { describeTurn } from '../_model/describe-turn';
import { type MarkTone, toMarks } from './to-marks';
import { moveBy, useTurnKeys } from './use-turn-keys';

/** Half the width of the slider's thumb in pixels: the first and the last mark are that far from its ends. */
const INSET = 8;

const SLIDER = cn(
  'block h-4 w-full cursor-pointer appearance-none rounded-full bg-transparent',
  '[&::-webkit-slider-runnable-track]:h-1 [&::-webkit-slider-runnable-track]:rounded-full [&::-webkit-slider-runnable-track]:bg-line-strong',
  '[&::-moz-range-track]:h-1 [&::-moz-range-track]:rounded-full [&::-moz-range-track]:bg-line-strong',
  '[&::-webkit-slider-thumb]:-mt-1.5 [&::-webkit-slider-thumb]:size-4 [&::-webkit-slider-thumb]:appearance-none [&::-webkit-slider-thumb]:rounded-full [&::-webkit-slider-thumb]:bg-accent',
  '[&::-moz-range-thumb]:size-4 [&::-moz-range-thumb]:rounded-full [&::-moz-range-thumb]:border-none [&::-moz-range-thumb]:bg-accent',
);

type TurnTimelineProps = {
  log: Pick<SessionLog, 'turns' | 'lastTurn'>;
  moment: MomentControl;
  /** Whether no turn can follow. */
  over: boolean;
};

/** The turns on a slider; moving it moves every pane to that moment. */
export function TurnTimeline({ log, moment, over }: TurnTimelineProps) {
  const { turns, lastTurn } = log;
  const { turn, live, go } = moment;
  useTurnKeys(moment, lastTurn);
  const chosen = turns.find(({ no }) => no === turn);
  return (
    <section
      aria-label="Timeline"
      className="flex shrink-0 items-center gap-2 border-t bg-canvas px-3 py-1.5 text-sm max-sm:sticky max-sm:bottom-0 max-sm:z-20 max-sm:h-11"
    >
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label="Previous turn"
        title="Previous turn · ←"
        disabled={turn <= 1}
        onClick={() => moveBy(moment, lastTurn, -1)}
      >
        <ChevronLeft aria-hidden />
      </Button>
      <div className="relative min-w-0 flex-1">
        <Marks turns={turns} lastTurn={lastTurn} turn={turn} />
        <input
          type="range"
          aria-label="Turn"
          aria-valuetext={nameTurn(turn, lastTurn, chosen)}
          min={1}
          max={Math.max(lastTurn, 1)}
          value={Math.min(turn, lastTurn)}
          onChange={({ target }) => {
            const to = Number(target.value);
            go(to >= lastTurn ? null : to);
          }}
          className={SLIDER}
        />
      </div>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label="Next turn"
        title="Next turn · →"
        disabled={live}
        onClick={() => moveBy(moment, lastTurn, 1)}
      >
        <ChevronRight aria-hidden />
      </Button>
      <span className="tabular shrink-0 text-ink-2">
        {`${String(turn)} / ${String(lastTurn)}`}
        {chosen && (
          <span className="max-md:hidden">
            {' · '}
            <ExactTime at={chosen.createdAt} style="second" />
          </span>
        )}
      </span>
      <Button size="sm" aria-pressed={live} onClick={() => go(null)} className={cn(live && 'border-ink-3')}>
        <Radio aria-hidden className={cn(live && !over && 'text-live')} /> {over ? 'End' : 'Live'}
      </Button>
    </section>
  );
}

const TONES: Record<MarkTone, string> = {
  person: 'bg-accent',
  human: 'bg-human-dot',
  failed: 'bg-failed-dot',
  outside: 'bg-ended-dot',
};

/** A dot for each loaded turn, by the event that began it. */
function Marks({ turns, lastTurn, turn }: { turns: readonly TurnView[]; lastTurn: number; turn: number }) {
  const marks = useMemo(() => toMarks(turns, lastTurn), [turns, lastTurn]);
  return (
    <div aria-hidden className="relative mb-0.5 h-2">
      {marks.map(({ no, tone, share, words }) => (
        <span
          key={no}
          title={words}
          style={{ left: `calc(${String(INSET)}px + ${String(share)} * (100% - ${String(2 * INSET)}px))` }}
          className={cn(
            'absolute top-1 size-1.5 -translate-x-1/2 rounded-full',
            TONES[tone],
            no > turn && 'opacity-35',
          )}
        />
      ))}
    </div>
  );
}

function nameTurn(turn: number, lastTurn: number, view: TurnView | undefined): string {
  return `Turn ${String(turn)} of ${String(lastTurn)}${view ? `: ${describeTurn(view)}` : ''}`;
}
