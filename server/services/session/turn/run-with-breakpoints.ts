import type { SessionRow } from '@/server/db/session/row';
import { countHeldSessions } from '@/server/db/timer/holds';
import type { Program } from '@/server/engine/program';
import type { NewEntry } from '../../audit/to-entry';
import { MOST_HELD_SESSIONS } from '../../breakpoint/limits';
import { type ExecutedStep, type ExecutedSteps, runSteps } from './run-steps';
import type { TurnDeps } from './turn-input';
import type { TurnStep } from './turn-step';

/**
 * Runs steps with the breakpoints of the session: at once if there are none (breakpoints/no-cost). Where the organization has as
 * many held sessions as it may, they hold no further one.
 */
export function runWithBreakpoints(
  deps: TurnDeps,
  program: Program,
  row: SessionRow,
  steps: readonly TurnStep[],
): ExecutedSteps | Promise<ExecutedSteps> {
  const breakpoints = deps.breakpoints.find(row.orgId, row.versionId, row.id);
  const executed = runSteps(program, row.state, steps, breakpoints);
  if (breakpoints.length === 0 || executed.kind === 'unchanged') return executed;
  return holdWithinLimit(deps, program, row, steps, executed);
}

async function holdWithinLimit(
  deps: TurnDeps,
  program: Program,
  { orgId, state }: SessionRow,
  steps: readonly TurnStep[],
  executed: Extract<ExecutedSteps, { kind: 'applied' }>,
): Promise<ExecutedSteps> {
  // A session that a person steps through is counted already.
  const isKnown = state.wait?.type === 'held' || state.stepping !== undefined;
  if (isKnown || !executed.steps.some(isHeldByStep)) return executed;
  const held = await countHeldSessions(deps.db, orgId);
  return held < MOST_HELD_SESSIONS ? executed : runSteps(program, state, steps);
}

function isHeldByStep({ step: { event } }: ExecutedStep): boolean {
  return 'stopBefore' in event && event.stopBefore !== undefined;
}

/** The audit entries of steps that breakpoints held. */
export function listHeldEntries(
  { orgId, id: thingId }: SessionRow,
  steps: readonly ExecutedStep[],
): NewEntry[] {
  return steps.flatMap(({ step: { event } }) => {
    if (!('stopBefore' in event) || !event.stopBefore) return [];
    const change = { name: event.stopBefore.node, before: null, after: event.stopBefore };
    return [{ orgId, actor: 'system', action: 'session.held', thingId, ...change }];
  });
}
