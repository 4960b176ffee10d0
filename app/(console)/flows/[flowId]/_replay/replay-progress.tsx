import { Button } from '@/app/_ui/button';
import { countSessions, type Replay } from './replay-words';

type ReplayProgressProps = {
  /** A replay, or another job with the same progress. */
  replay: Pick<Replay, 'done' | 'total'>;
  isCanceling: boolean;
  onCancel: () => void;
};

/** How far a replay is. */
export function ReplayProgress({ replay: { done, total }, isCanceling, onCancel }: ReplayProgressProps) {
  const words =
    total === null ? 'Waiting for a worker…' : `${done.toLocaleString('en')} of ${countSessions(total)}`;
  return (
    <div className="flex items-center gap-3 text-sm">
      <progress
        className="h-1.5 flex-1 accent-accent"
        aria-label="Progress"
        max={total ?? 1}
        value={total === null ? undefined : done}
      />
      <p className="tabular text-ink-2" role="status">
        {words}
      </p>
      <Button size="sm" pending={isCanceling} onClick={onCancel}>
        Stop
      </Button>
    </div>
  );
}
