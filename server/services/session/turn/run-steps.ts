import type { Program } from '@/server/engine/program';
import type { Outcome, RunResult } from '@/server/engine/protocol';
import { run } from '@/server/engine/run';
import type { SessionState } from '@/server/engine/session';
import type { TurnStep } from './turn-step';

export type ExecutedStep = { step: TurnStep; result: RunResult };

/** What came of the steps: all that did something, or why nothing was done. */
export type ExecutedSteps =
  | { kind: 'applied'; steps: ExecutedStep[] }
  | { kind: 'left'; outcome: Exclude<Outcome, { kind: 'applied' }> };

const UNCHANGED = {
  messages: [],
  effects: [],
  trace: { steps: [], visits: 0, expressionSteps: 0, failure: null },
  outcome: { kind: 'applied' as const },
};

/**
 * Runs steps one after the other. One that is refused refuses them all; one that the flow has no use for, such as what
 * comes after a step that ended it, is left out unless something of it is to be kept.
 */
export function runSteps(program: Program, state: SessionState, steps: readonly TurnStep[]): ExecutedSteps {
  const ran: ExecutedStep[] = [];
  let current = state;
  let ignored: Outcome = { kind: 'ignored', reason: 'there is nothing to do' };
  for (const step of steps) {
    const result = runStep(program, current, step, ran.length > 0);
    if (result.outcome.kind === 'refused') return { kind: 'left', outcome: result.outcome };
    if (result.outcome.kind === 'ignored') {
      ignored = result.outcome;
      continue;
    }
    ran.push({ step, result });
    current = result.state;
  }
  if (ran.length > 0) return { kind: 'applied', steps: ran };
  return { kind: 'left', outcome: ignored as Exclude<Outcome, { kind: 'applied' }> };
}

function runStep(program: Program, state: SessionState, step: TurnStep, isLater: boolean): RunResult {
  const { event, lines = [] } = step;
  if (event.type === 'session.ended' || event.type === 'assignee.released') return { ...UNCHANGED, state };
  const result = run(program, state, event);
  if (result.outcome.kind === 'applied') return result;
  const outcome = isLater ? sparingTheEarlier(result.outcome) : result.outcome;
  const isKept = step.isKept || lines.length > 0;
  return outcome.kind === 'ignored' && isKept ? { ...UNCHANGED, state } : { ...result, outcome };
}

// What an earlier step ended takes nothing more, but that is no reason to refuse the step that ended it.
function sparingTheEarlier(outcome: Outcome): Outcome {
  const isAfterEnd = outcome.kind === 'refused' && outcome.reason === 'finished';
  return isAfterEnd ? { kind: 'ignored', reason: 'the flow ended before' } : outcome;
}
