import { parseAsOrdinal } from '@/app/_lib/query-parsers';

/** The turn and the step that are shown, both counted from 1; without them the newest. */
export const MOMENT_PARAMS = { turn: parseAsOrdinal, step: parseAsOrdinal };
