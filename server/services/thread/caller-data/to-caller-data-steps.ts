import type { SessionRow } from '@/server/db/session/row';
import type { TurnStep } from '../../session/turn/turn-step';
import { type CallerData, requireVisitorWithinLimits } from './caller-data';

/** What a caller's facts do to a session that is going on; throws invalid_request where a visitor has sent too much. */
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
