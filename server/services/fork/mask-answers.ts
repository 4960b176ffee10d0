import type { Json } from '@/server/engine/json';
import type { RecordedEvent } from '@/server/engine/replay/recording';
import type { Replay } from '@/server/engine/replay/replay-step';
import { maskEvent } from '../session/turn/mask-turn';

/**
 * Masks the credentials in the recorded answers of calls, as readers of the session see them: on another version than the
 * recorded one, its author could make the flow say them.
 */
export function maskAnswers(replay: Replay): Replay {
  const steps = replay.steps.map((step) => ({
    ...step,
    event: maskEvent(step.event as unknown as Json) as unknown as RecordedEvent,
  }));
  return { ...replay, steps };
}
