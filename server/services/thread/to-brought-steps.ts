import type { SessionRow } from '@/server/db/session/row';
import type { TurnStep } from '../session/turn/turn-step';
import { type Brought, requireFittingVisitor } from './visitor-facts';

/** What a caller's facts do to a session that is going on; throws invalid_request where a visitor has sent too much. */
export function toBroughtSteps(
  { variables = {}, visitor = {} }: Brought,
  { state }: SessionRow,
  at: number,
): TurnStep[] {
  const isVisited = Object.keys(visitor).length > 0;
  if (isVisited) requireFittingVisitor({ ...state.visitor, ...visitor });
  if (!isVisited && Object.keys(variables).length === 0) return [];
  const event = { type: 'variables.changed' as const, at, set: variables, ...(isVisited && { visitor }) };
  return [{ event }];
}
