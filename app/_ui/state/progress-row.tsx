import { Button } from '../button';

type ProgressRowProps = {
  done: number;
  /** Null while it is unknown. */
  total: number | null;
  words: string;
  isStopping: boolean;
  onStop: () => void;
};

/** How far long work is, in a bar and in words, with a button that stops it. */
export function ProgressRow({ done, total, words, isStopping, onStop }: ProgressRowProps) {
  return (
    <div className="flex items-center gap-3 text-sm">
      <progress
        className="h-1.5 min-w-16 flex-1 accent-accent"
        aria-label="Progress"
        max={total ?? 1}
        value={total === null ? undefined : done}
      />
      <p className="tabular text-ink-2" role="status">
        {words}
      </p>
      <Button size="sm" pending={isStopping} onClick={onStop}>
        Stop
      </Button>
    </div>
  );
}
