import type { SessionRow } from '@/server/db/session/row';
import type { JsonObject } from '@/server/engine/json';
import { FORK_CHANNEL } from '@/server/shared/fork-channel';

/** Where a fork first says or does something else than the session that it continues; turns are numbered from 1. */
export type ForkParting = {
  difference: string;
  past: ForkPlace | null;
  next: ForkPlace | null;
};
/** A turn, and its node by `toNodeKey`. */
type ForkPlace = { turn: number; node: string };

/** The session that a fork continues, up to which of its turns, and the version that it runs on; null for a draft. */
export type ForkFacts = {
  sessionId: string;
  turn: number;
  version: number | null;
  parting: ForkParting | null;
};

/** Tells whether a session continues another one as a test. */
export function isFork({ isTest, channel }: Pick<SessionRow, 'isTest' | 'channel'>): boolean {
  return isTest && channel === FORK_CHANNEL;
}

/** The metadata of a fork. */
export function toForkMetadata(fork: ForkFacts): JsonObject {
  return { fork: { ...fork } };
}

/** Finds what a session continues; null unless it is a fork. */
export function findForkFacts(
  session: Pick<SessionRow, 'isTest' | 'channel' | 'metadata'>,
): ForkFacts | null {
  // Callers cannot write the metadata of test sessions.
  return isFork(session) ? (session.metadata.fork as ForkFacts) : null;
}
