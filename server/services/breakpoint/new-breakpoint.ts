import { z } from 'zod';
import { parseExpression } from '@/server/engine/expression/parse/parse-expression';
import { ACTIVE_MS, HOLD_MS, MAX_CONDITION_CHARS } from './limits';

const MAX_ID_CHARS = 200;

function duration({ min, max, default: usual }: { min: number; max: number; default: number }) {
  const rule = `must be a whole number of milliseconds from ${min} to ${max}`;
  return z.int(rule).min(min, rule).max(max, rule).default(usual);
}

/** A breakpoint as a caller gives it. */
export const newBreakpointSchema = z.strictObject({
  nodeId: z.string().min(1).max(MAX_ID_CHARS),
  calledFlow: z.string().max(MAX_ID_CHARS).default(''),
  version: z.int().min(1).optional(),
  sessionId: z.uuid('must be the id of a session').nullable().default(null),
  condition: z.string().trim().max(MAX_CONDITION_CHARS).nullable().default(null).superRefine(checkCondition),
  holdMs: duration(HOLD_MS),
  activeMs: duration(ACTIVE_MS),
});

export type NewBreakpoint = z.input<typeof newBreakpointSchema>;

function checkCondition(condition: string | null, context: z.RefinementCtx<string | null>): void {
  if (condition === null || condition === '') return;
  const parsed = parseExpression(condition);
  if (!parsed.ok)
    context.addIssue({ code: 'custom', message: `must be an expression: ${parsed.problem.message}` });
}
