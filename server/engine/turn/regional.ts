import { type OpeningHours, parseOpeningHours } from '../locale/opening-hours';
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
  const hours = readOpeningHours(event);
  const disclosure = 'defaults' in event ? event.defaults?.disclosure : undefined;
  const started = {
    ...defaults.regional,
    ...(hours.value && { openingHours: hours.value }),
    ...(disclosure && { disclosure }),
  };
  if (Object.keys(started).length > 0) state.defaults = started;
  return [...own.notes, ...defaults.notes, ...hours.notes];
}

function readOpeningHours(event: EngineEvent): { value: OpeningHours | null; notes: string[] } {
  const given = 'defaults' in event ? event.defaults?.openingHours : undefined;
  if (given === undefined) return { value: null, notes: [] };
  const value = parseOpeningHours(given);
  return { value, notes: value ? [] : ['Left out opening hours that are invalid.'] };
}
