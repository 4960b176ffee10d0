import type { ReplaySearch } from './new-replay';
import type { ReplaySelection } from './read-batches';

/** The sessions of a flow that a search names, without test sessions. */
export function toSelection(
  flowId: string,
  { limit, since, until, channelId, status }: ReplaySearch,
): ReplaySelection {
  return {
    ...{ flowId, most: limit, channelId, status, isTest: false },
    from: since === undefined ? undefined : new Date(since),
    to: until === undefined ? undefined : new Date(until),
  };
}
