import { parseRegional } from '../locale/regional';
import type { EngineEvent } from '../protocol';
import type { Turn } from './turn';

/**
 * Keeps the regional settings of an event in the state. The last given value of a field wins, and an invalid one changes
 * nothing. Returns sentences about invalid values.
 */
export function saveRegional({ state }: Pick<Turn, 'state'>, event: EngineEvent): string[] {
  const own = parseRegional('regional' in event ? event.regional : undefined);
  const defaults = parseRegional('defaults' in event ? event.defaults : undefined);
  if (Object.keys(own.regional).length > 0) state.regional = { ...state.regional, ...own.regional };
  if (Object.keys(defaults.regional).length > 0) state.defaults = defaults.regional;
  return [...own.notes, ...defaults.notes];
}
