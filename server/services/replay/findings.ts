import type { Verdict } from '@/server/engine/replay/compare';

/** A session that shows something. `turn` is the first turn at which it parts from its record; null if it does not. */
export type Example = { sessionId: string; turn: number | null };

/** Where a session ends; `node` is empty before the first one, and has its flow's slug and a slash before it in a called flow. */
export type End = { node: string; status: string };

/** Sessions that ended at `past` and would end at `next`. */
type Move = { past: End; next: End; count: number; examples: Example[] };

/** Sessions that part from their record at a node. */
type PartingNode = { node: string | null; verdict: Verdict; count: number; examples: Example[] };

/** A node whose calls nobody recorded; a stand-in for it lets these sessions go on. */
type MissingAnswer = { node: string; method: string; url: string; count: number };

/** What a replay of many sessions found; its lists have the most frequent first. */
export type ReplayFindings = {
  verdicts: Record<Verdict, number>;
  /** Sessions that were not replayed. */
  leftOut: {
    /** Their transcript was deleted, or they took a turn while they were read. */
    withoutTranscript: number;
    /** They have 5,000 turns or more. */
    tooLong: number;
    /** Their version is invalid today. */
    unreadable: number;
  };
  moves: Move[];
  partings: PartingNode[];
  missingAnswers: MissingAnswer[];
  /** Sessions that a stand-in answered, and those that got an answer that was recorded for another request. */
  withStandIns: number;
  withOtherRequests: number;
};
