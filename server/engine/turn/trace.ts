import { countChars } from '../data/plain-data';
import type { TraceStep } from '../protocol';
import type { Turn } from './turn';

/** Adds a step to the trace; past its bounds, without details but for what is to be paid, and of the steps only the first and the last half. */
export function recordStep(turn: Turn, step: TraceStep): void {
  const { limits, steps } = turn;
  if (turn.traceChars <= limits.traceChars) turn.traceChars += countChars(step, limits.traceChars);
  steps.push(turn.traceChars <= limits.traceChars ? step : withoutDetails(step));
  if (steps.length <= limits.traceSteps) return;
  steps.splice(limits.traceSteps / 2, 1);
  turn.omitted++;
}

function withoutDetails({ nodeId, kind, flow, phase, exit, next, usage }: TraceStep): TraceStep {
  return { nodeId, kind, flow, phase, exit, next, ...(usage && { usage }) };
}
