import type { Program } from '@/server/engine/program';
import { DEFAULT_LIMITS, type Outcome, type RunResult } from '@/server/engine/protocol';
import { run } from '@/server/engine/run';
import type { SessionState } from '@/server/engine/session';
import { recordStop } from '@/server/engine/turn/hold';
import type { Breakpoint } from '@/server/engine/turn/stops';
import type { UnchangedOutcome } from './advance-request';
import type { TurnStep } from './turn-step';

export type ExecutedStep = { step: TurnStep; result: RunResult };

/** The steps that changed something, or why none did. */
export type ExecutedSteps =
  | { kind: 'applied'; steps: ExecutedStep[] }
  | { kind: 'unchanged'; outcome: UnchangedOutcome };

const UNCHANGED = {
  messages: [],
  effects: [],
  trace: { steps: [], visits: 0, expressionSteps: 0, failure: null },
  outcome: { kind: 'applied' as const },
};

/**
 * Runs steps one after the other. If one is refused, none is applied. A step that the flow ignores, such as one after the
 * step that ended the flow, is left out unless its record is to be kept.
 */
export function runSteps(
  program: Program,
  state: SessionState,
  steps: readonly TurnStep[],
  breakpoints: readonly Breakpoint[] = [],
): ExecutedSteps {
  const executed: ExecutedStep[] = [];
  let current = state;
  let ignored: UnchangedOutcome = { kind: 'ignored', reason: 'there is nothing to do' };
  for (const step of steps) {
    const result = runStep(program, current, step, { isLater: executed.length > 0, breakpoints });
    if (result.outcome.kind === 'refused') return { kind: 'unchanged', outcome: result.outcome };
    if (result.outcome.kind === 'ignored') {
      ignored = result.outcome;
      continue;
    }
    executed.push({ step: withStop(step, current, result.state), result });
    current = result.state;
  }
  return executed.length > 0 ? { kind: 'applied', steps: executed } : { kind: 'unchanged', outcome: ignored };
}

/** The step with the place where a breakpoint held the session, if one did. */
function withStop(step: TurnStep, before: SessionState, after: SessionState): TurnStep {
  const { event } = step;
  if (after.wait?.type !== 'held') return step;
  if (event.type === 'session.ended' || event.type === 'assignee.released') return step;
  return { ...step, event: recordStop(event, before, after) };
}

type RunOptions = { isLater: boolean; breakpoints: readonly Breakpoint[] };

function runStep(
  program: Program,
  state: SessionState,
  step: TurnStep,
  { isLater, breakpoints }: RunOptions,
): RunResult {
  const { event, lines = [] } = step;
  if (event.type === 'session.ended' || event.type === 'assignee.released') return { ...UNCHANGED, state };
  const result = run(program, state, event, DEFAULT_LIMITS, breakpoints);
  if (result.outcome.kind === 'applied') return result;
  const outcome = isLater ? ignoreAfterEnd(result.outcome) : result.outcome;
  const isKept = step.isKept || lines.length > 0;
  return outcome.kind === 'ignored' && isKept ? { ...UNCHANGED, state } : { ...result, outcome };
}

// A step after the end of the flow must not refuse the earlier step that ended it.
function ignoreAfterEnd(outcome: Outcome): Outcome {
  const isAfterEnd = outcome.kind === 'refused' && outcome.reason === 'finished';
  return isAfterEnd ? { kind: 'ignored', reason: 'the flow ended before' } : outcome;
}
