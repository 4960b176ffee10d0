import { parseAsOrdinal } from '@/app/_lib/query-parsers';

/** The shown turn and step in the address, both counted from 1; without them the newest. */
export const MOMENT_PARAMS = { turn: parseAsOrdinal, step: parseAsOrdinal };
