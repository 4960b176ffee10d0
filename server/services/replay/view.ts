import type { ReplayRow } from '@/server/db/replay/store';
import { REPLAY_STATUSES, type ReplayStatus } from '@/server/db/statement/checked-values';
import type { ReplayFindings } from './findings';
import type { ReplaySearch, StandInAnswers } from './new-replay';

export { REPLAY_STATUSES };

/** A replay of recorded sessions on a draft. */
export type ReplayView = {
  id: string;
  flowId: string;
  status: ReplayStatus;
  /** The revision of the draft; null for a definition that the caller gave. */
  draftRev: number | null;
  search: ReplaySearch;
  standIns: StandInAnswers;
  /** The sessions replayed so far, and of all; null until they are counted. */
  done: number;
  total: number | null;
  /** Set once it is completed. */
  result: ReplayFindings | null;
  /** Why it failed, as a sentence. */
  failure: string | null;
  createdBy: string | null;
  createdAt: Date;
  finishedAt: Date | null;
};

/** Converts a row. What is stored was validated when it was written. */
export function toReplayView(row: ReplayRow): ReplayView {
  return {
    ...row,
    search: row.search as ReplaySearch,
    standIns: row.standIns as StandInAnswers,
    result: row.result as ReplayFindings | null,
  };
}
