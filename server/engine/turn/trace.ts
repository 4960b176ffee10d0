import { clipValue } from '../expression/clip-value';
import type { Json } from '../json';
import { countChars } from '../plain-data';
import type { TraceStep } from '../protocol';
import type { Turn } from './turn';

/** A value in a trace is kept whole up to this many characters of JSON. */
const MAX_VALUE_CHARS = 2_000;

/** Keeps a small value whole and the beginnings of a large one. */
export function clipJson(value: Json): Json {
  return countChars(value, MAX_VALUE_CHARS) <= MAX_VALUE_CHARS ? value : (clipValue(value) ?? null);
}

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
