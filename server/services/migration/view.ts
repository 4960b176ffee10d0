import type { MigrationRow } from '@/server/db/session-migration/store';
import type { ReplayStatus } from '@/server/db/statement/checked-values';
import type { VersionRef } from '@/server/engine/replay/recording';
import type { MoveReason } from '@/server/shared/move-reasons';

/** A session that stays. `turn` is the first one that differs, counted from 1, and `node` its node; null if none does. */
export type StayingExample = { sessionId: string; turn: number | null; node: string | null };

/** What was found so far: the first sessions that were moved, and those that stay, by reason, the most frequent first. */
export type MigrationFindings = {
  movedExamples: string[];
  staying: { reason: MoveReason; count: number; examples: StayingExample[] }[];
};

/** A request to move the live sessions of a flow to a version. */
export type MigrationView = {
  id: string;
  flowId: string;
  version: VersionRef;
  status: ReplayStatus;
  /** The sessions tried so far, and all; null until they are counted. Sessions that end meanwhile count as staying. */
  done: number;
  total: number | null;
  moved: number;
  movedExamples: string[];
  staying: MigrationFindings['staying'];
  /** Why it failed, as a sentence. */
  failure: string | null;
  createdBy: string | null;
  createdAt: Date;
  finishedAt: Date | null;
};

/** Converts a row. */
export function toMigrationView({ versionId, versionNumber, result, ...row }: MigrationRow): MigrationView {
  const { movedExamples, staying } = toFindings(result);
  return { ...row, version: { id: versionId, number: versionNumber }, movedExamples, staying };
}

/** Reads what was stored so far; the findings of a request that no worker had are empty. */
export function toFindings(result: MigrationRow['result']): MigrationFindings {
  return (result as MigrationFindings | null) ?? { movedExamples: [], staying: [] };
}
