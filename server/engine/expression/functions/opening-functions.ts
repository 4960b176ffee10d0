import { findNextOpening, isOpenAt } from '../../locale/find-opening';
import type { OpeningHours } from '../../locale/opening-hours';
import type { Evaluation, LanguageFunction } from '../evaluation';
import { FIRST_MS, formatIso, LAST_MS } from '../format/iso-date';
import { requireDate, spendConversions } from '../format/require-date';
import type { Value } from '../tree';

const ALWAYS_OPEN = 'No opening hours are set, so it is always open.';

/** Functions of the opening hours, each in the time zone of its schedule; without any hours it is always open. */
export const OPENING_FUNCTIONS: ReadonlyMap<string, LanguageFunction> = new Map<string, LanguageFunction>([
  ['$isOpen', (args, scope) => withInstant(args, scope, (at) => isOpen(at, scope))],
  ['$nextOpen', (args, scope) => withInstant(args, scope, (at) => findNext(at, scope))],
]);

/** The instant of the optional argument, by default the time of the turn; a missing date has no result. */
function withInstant(args: readonly Value[], scope: Evaluation, read: (at: number) => Value): Value {
  const [date = null] = args;
  if (args.length > 0 && date === null) return undefined;
  return read(requireDate(args.length === 0 ? scope.at : date, scope));
}

function isOpen(at: number, scope: Evaluation): boolean {
  const hours = readHours(scope);
  return hours === null || isOpenAt(hours, at, toSpend(scope));
}

/** The next instant at which it is open, as an ISO text; undefined if it never opens. */
function findNext(at: number, scope: Evaluation): Value {
  const hours = readHours(scope);
  const next = hours === null ? at : findNextOpening(hours, at, toSpend(scope));
  if (next === null || next < FIRST_MS || next > LAST_MS) return undefined;
  spendConversions(scope, 1);
  return formatIso(next, scope.timeZone);
}

function readHours({ openingHours, notes }: Evaluation): OpeningHours | null {
  if (openingHours === null && !notes.includes(ALWAYS_OPEN)) notes.push(ALWAYS_OPEN);
  return openingHours;
}

function toSpend({ budget }: Evaluation) {
  return (timeZone: string, count: number) => spendConversions({ timeZone, budget }, count);
}
