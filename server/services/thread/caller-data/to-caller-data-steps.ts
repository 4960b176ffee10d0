import type { SessionRow } from '@/server/db/session/row';
import type { TurnStep } from '../../session/turn/turn-step';
import { type CallerData, requireVisitorWithinLimits } from './caller-data';

/**
 * Turns the caller's data into steps of a running session; throws invalid_request when a visitor's data is too large.
 */
export function toCallerDataSteps(
  { variables = {}, visitor = {} }: CallerData,
  { state }: SessionRow,
  at: number,
): TurnStep[] {
  const isVisited = Object.keys(visitor).length > 0;
  if (isVisited) requireVisitorWithinLimits({ ...state.visitor, ...visitor });
  if (!isVisited && Object.keys(variables).length === 0) return [];
  const event = { type: 'variables.changed' as const, at, set: variables, ...(isVisited && { visitor }) };
  return [{ event }];
}
