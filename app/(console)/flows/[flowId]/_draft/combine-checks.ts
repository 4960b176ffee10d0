import {
  type FlowProblem,
  locateProblems,
  type PlacedProblem,
} from '@/app/_features/flow/json/locate-problems';
import type { ShownError } from '@/app/_ui/state/error-state';

/** The engine's findings in the browser, for a text. */
export type LocalCheck = { text: string; problems: readonly PlacedProblem[] };
/** The server's findings, which include what depends on other flows; `error` when there are none. */
export type ServerCheck = { text: string; problems: readonly FlowProblem[]; error: ShownError | null };

export type CombinedChecks = {
  list: readonly PlacedProblem[];
  state: 'checked' | 'checking' | 'failed';
  error: ShownError | null;
};

/** Codes of the problems that only the server can find. */
export const SERVER_CODES: ReadonlySet<string> = new Set([
  'unknown_flow',
  'unknown_entry',
  'unpublished_flow',
  'old_version',
  'trigger_taken',
  'missing_input',
  'input_mismatch',
  'unknown_input',
  'unknown_output',
  'no_way_out_by_calls',
  'endless_call_loop',
  'personal_data_to_model',
]);

/**
 * Combines both checks: the server's word counts for the text it has seen; until then the browser's findings do, with those of
 * the server's last ones that the browser cannot find itself.
 */
export function combineChecks(
  text: string,
  local: LocalCheck | null,
  server: ServerCheck | null,
): CombinedChecks {
  if (server?.text === text && !server.error)
    return { list: locateProblems(text, server.problems), state: 'checked', error: null };
  const error = server?.text === text ? server.error : null;
  const state = error ? 'failed' : 'checking';
  if (local?.text !== text) return { list: local?.problems ?? [], state, error };
  const kept = server?.problems.filter(({ code }) => SERVER_CODES.has(code)) ?? [];
  const list = [...local.problems, ...locateProblems(text, kept)];
  return { list: list.sort((a, b) => a.from - b.from), state, error };
}
