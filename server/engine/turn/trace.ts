import { countChars } from '../data/plain-data';
import type { TraceStep } from '../protocol';
import type { Turn } from './turn';

/**
 * Adds a step to the trace. Above `traceChars`, details other than usage are dropped. Above `traceSteps`,
 * steps are removed from the middle.
 */
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
