import { cn } from '../cn';
import { Badge } from './badge';

export type StateTone = 'waiting' | 'live' | 'ended' | 'failed' | 'human';

const DOT: Record<StateTone, string> = {
  waiting: 'bg-waiting-dot',
  live: 'bg-live-dot',
  ended: 'bg-ended-dot',
  failed: 'bg-failed-dot',
  human: 'bg-human-dot',
};

/** The state of a thing: always a color and a word. `pulse` marks one that changes right now. */
export function StatusBadge({
  tone,
  children,
  pulse = false,
}: {
  tone: StateTone;
  children: string;
  pulse?: boolean;
}) {
  return (
    <Badge tone={tone}>
      <StatusDot tone={tone} pulse={pulse} />
      {children}
    </Badge>
  );
}

/** Only the dot, for use beside the word. */
export function StatusDot({
  tone,
  pulse = false,
  className,
}: {
  tone: StateTone;
  pulse?: boolean;
  className?: string;
}) {
  return (
    <span
      aria-hidden
      className={cn('base:size-1.5 rounded-full', DOT[tone], pulse && 'animate-pulse', className)}
    />
  );
}
