import { quote } from '../../data/quote';
import { errorAt, type Problem } from '../../definition/problem';
import { parseTimeZone } from '../../locale/time-zone';
import type { Inspection } from '../inspection';

/** Reports a time zone that does not exist. */
export function checkRegional({ definition: { timeZone } }: Inspection): Problem[] {
  if (timeZone === undefined || parseTimeZone(timeZone) !== null) return [];
  const message = `There is no time zone ${quote(timeZone)}. Give a name such as Europe/Berlin, or an offset such as +05:30.`;
  return [errorAt('unknown_time_zone', null, '/timeZone', message)];
}
