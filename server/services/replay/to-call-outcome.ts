import type { CallOutcome, StandIns } from '@/server/engine/replay/answer-book';
import type { StandInAnswers } from './new-replay';

type GivenAnswer = StandInAnswers[string][number];

/** Makes the outcome of a call that is answered with a status and a body, as a real answer gives it. */
export function toCallOutcome({ status, body }: GivenAnswer): CallOutcome {
  const result = { status, headers: {}, body, durationMs: 0, attempts: 1 };
  if (status >= 200 && status < 300) return { result };
  const message = `The answer has status ${status}.`;
  return { error: { code: 'status', message, attempts: 1, durationMs: 0, response: result } };
}

/** Makes the stand-ins of a replay. */
export function toStandIns(answers: StandInAnswers): StandIns {
  return Object.fromEntries(Object.entries(answers).map(([node, given]) => [node, given.map(toCallOutcome)]));
}
