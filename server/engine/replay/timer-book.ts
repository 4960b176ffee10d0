import type { RecordClock } from './record-clock';
import type { RecordedEnd } from './recording';
import { type ReplayStep, toNodeKey } from './replay-step';

/**
 * When a timer fires: `dueAt`, later by what its process took. `turn` is its recorded firing, or the recorded turn that came
 * first although the timer was overdue; null if the record says nothing.
 */
export type TimerDue = { due: number; turn: number | null; isFiring: boolean };

export type TimerBook = {
  /** Takes the next recorded timer of a node for one that is set at `at`. */
  take(node: string, at: number, dueAt: number): TimerDue;
};

type RecordedTimer = {
  durationMs: number;
  /** How much later than its time the timer fired, or was canceled although it was overdue; infinite if it never was. */
  lateMs: number;
  turn: number | null;
  isFiring: boolean;
};

/** Makes the timer book of an exact replay. */
export function createTimerBook(
  steps: readonly ReplayStep[],
  clock: RecordClock,
  end: RecordedEnd,
): TimerBook {
  const byNode = listTimers(steps, clock, end);
  const used = new Map<string, number>();
  return {
    take(node, at, dueAt) {
      const count = used.get(node) ?? 0;
      used.set(node, count + 1);
      const recorded = byNode.get(node)?.[count];
      // A timer that was overtaken says nothing about one of another duration.
      if (!recorded || (!recorded.isFiring && recorded.durationMs !== dueAt - at))
        return { due: dueAt, turn: null, isFiring: false };
      const { lateMs, turn, isFiring } = recorded;
      return { due: dueAt + lateMs, turn, isFiring };
    },
  };
}

type OpenTimer = { timer: RecordedTimer; dueAt: number };

function listTimers(
  steps: readonly ReplayStep[],
  { times }: RecordClock,
  end: RecordedEnd,
): ReadonlyMap<string, RecordedTimer[]> {
  const byNode = new Map<string, RecordedTimer[]>();
  const open = new Map<string, OpenTimer>();
  const close = (key: string, turn: number, isFiring: boolean): void => {
    const known = open.get(key);
    if (!known) return;
    open.delete(key);
    const lateMs = (times[turn] ?? 0) - known.dueAt;
    if (isFiring || lateMs >= 0) Object.assign(known.timer, { lateMs, turn, isFiring });
  };
  steps.forEach(({ event, result }, index) => {
    if (event.type === 'timer.fired' && result.outcome.kind === 'applied') close(event.timer, index, true);
    for (const { type, key } of result.effects) if (type === 'timer.cancel') close(key, index, false);
    const set = findTimerSet({ result });
    if (!set) return;
    const timer = { durationMs: set.dueAt - event.at, lateMs: 0, turn: null, isFiring: false };
    const known = byNode.get(set.node);
    if (known) known.push(timer);
    else byNode.set(set.node, [timer]);
    open.set(set.key, { timer, dueAt: set.dueAt });
  });
  for (const { timer, dueAt } of open.values()) if (dueAt <= end.at) timer.lateMs = Number.POSITIVE_INFINITY;
  return byNode;
}

/** The timer that a session waits for since this step, with the key of its node; null for none. */
export function findTimerSet({
  result,
}: Pick<ReplayStep, 'result'>): { node: string; key: string; dueAt: number } | null {
  const { wait, frames } = result.state;
  const frame = frames.at(-1);
  if (!frame || !wait || !('timer' in wait)) return null;
  for (const effect of result.effects) {
    if (effect.type !== 'timer.set' || effect.key !== wait.timer) continue;
    return { node: toNodeKey(frame.flow, frame.node ?? ''), key: effect.key, dueAt: effect.dueAt };
  }
  return null;
}
