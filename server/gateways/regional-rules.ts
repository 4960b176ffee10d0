const { tz = 'unknown', cldr = 'unknown' } = process.versions;

/**
 * The versions of the rules of time zones and languages that this process has, such as "tz 2025c, CLDR 48.0". They change
 * with Node.
 */
export const REGIONAL_RULES = `tz ${tz}, CLDR ${cldr}`;
