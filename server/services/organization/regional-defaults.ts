import { z } from 'zod';
import type { OrganizationRow } from '@/server/db/organization/store';
import type { RegionalDefaults } from '@/server/engine/locale/regional';
import { DEFAULT_TIME_ZONE } from '@/server/engine/locale/time-zone';
import { type BusinessHours, storedSchedule } from '../opening-hours/schema';
import { toOpeningHours } from '../opening-hours/to-opening-hours';

/** The columns of an organization that its sessions start with. */
export type RegionalColumns = Pick<OrganizationRow, 'locale' | 'timeZone' | 'openingHours'>;

const storedHours = z.array(storedSchedule);

/** Parses stored opening hours; empty if there are none. */
export function parseStoredHours(stored: OrganizationRow['openingHours']): BusinessHours[] {
  return stored === null ? [] : storedHours.parse(stored);
}

/** The defaults of a session's regional settings; a channel's own opening hours replace those of its organization. */
export function toRegionalDefaults(
  { locale, timeZone, openingHours }: RegionalColumns,
  channelHours: readonly BusinessHours[] = [],
): RegionalDefaults {
  const schedules = channelHours.length > 0 ? channelHours : parseStoredHours(openingHours);
  const hours = toOpeningHours(schedules, { timeZone: timeZone ?? DEFAULT_TIME_ZONE });
  return { ...(locale && { locale }), ...(timeZone && { timeZone }), ...(hours && { openingHours: hours }) };
}
