/*
 * coverage/complete  Every turn is counted, in whatever order transactions commit: walks over all sessions never end, and compare
 *    the number of each session's last turn with that of its last counted one. No time and no position decides what is counted;
 *    they decide only what is looked at first.
 * coverage/one-walker  One worker at a time walks over the sessions of an organization: the one that has its lease, which it renews
 *    before each page. It keeps the lease between walks; another worker takes it when it stops, or a minute after it died.
 * coverage/beside  Counting takes at most about a tenth of one connection's time, and nothing of the path of a turn.
 */
import { deleteCoverageLeases, takeCoverageLease } from '@/server/db/coverage/lease';
import { listOrganizationIds } from '@/server/db/coverage/uncounted';
import { pause } from '@/server/shared/pause';
import type { Platform } from '../context';
import { type CountedPage, countPage, LOWEST_ID } from './count-turns';

/** The pause between two walks over sessions that began lately. */
const RECENT_MS = 5_000;
/** How lately these began. */
const RECENT_AGE_MS = 30 * 60_000;
/** The pause between two walks over all sessions. */
const ALL_MS = 600_000;
/** The pause after a lease or a page without uncounted turns, in times of what they took. */
const REST = 9;
/** How long an organization stays with a worker that does not renew its lease. */
const LEASE_MS = 60_000;
/** The longest of these pauses, so that a lease outlasts it. */
const MOST_PAUSE_MS = LEASE_MS / 3;

export type CoverageCounter = {
  /** Resolves after the running page. */
  stop(): Promise<void>;
};

export type CoverageCounterOptions = { recentMs?: number; allMs?: number };

/** Counts the turns of all organizations, beside the worker's tasks, until it is stopped. */
export function startCoverageCounter(
  platform: Platform,
  { recentMs = RECENT_MS, allMs = ALL_MS }: CoverageCounterOptions = {},
): CoverageCounter {
  const stopping = new AbortController();
  const { signal } = stopping;
  const loop = async (): Promise<void> => {
    let nextAll = performance.now();
    while (!signal.aborted) {
      const isAll = performance.now() >= nextAll;
      await tryWalk(platform, isAll ? LOWEST_ID : lowestSince(platform.clock.now() - RECENT_AGE_MS), signal);
      if (isAll) nextAll = performance.now() + allMs;
      await pause(recentMs, signal);
    }
  };
  const running = loop().then(() => giveBack(platform));
  const stop = (): Promise<void> => {
    stopping.abort();
    return running;
  };
  return { stop };
}

/** A walk that fails begins again with the next one. */
async function tryWalk(platform: Platform, fromId: string, signal: AbortSignal): Promise<void> {
  try {
    for (const orgId of await listOrganizationIds(platform.db))
      await walk(platform, { orgId, fromId }, signal);
  } catch (err) {
    platform.log.error({ err }, 'turns not counted, will retry');
  }
}

async function walk(
  platform: Platform,
  { orgId, fromId }: { orgId: string; fromId: string },
  signal: AbortSignal,
): Promise<void> {
  for (let afterId: string | null = fromId; afterId !== null && !signal.aborted; ) {
    const begun = performance.now();
    const isOurs = await takeLease(platform, orgId);
    const page: CountedPage | null = isOurs ? await countPage(platform, { orgId, afterId }) : null;
    afterId = page?.lastId ?? null;
    const rest = (performance.now() - begun) * (page?.turns ? 1 : REST);
    await pause(Math.min(rest, MOST_PAUSE_MS), signal);
  }
}

/** Takes or renews the lease of an organization; false while another worker has it. */
function takeLease({ db, clock, processId }: Platform, orgId: string): Promise<boolean> {
  const now = clock.now();
  const until = new Date(now + LEASE_MS);
  return takeCoverageLease(db, { orgId, holder: processId, now: new Date(now), until });
}

/** Lets another worker go on at once. Without a database the leases run out. */
async function giveBack({ db, processId, log }: Platform): Promise<void> {
  await deleteCoverageLeases(db, { holder: processId }).catch((err: unknown) =>
    log.warn({ err }, 'leases of counting not given back'),
  );
}

/** The lowest id that was made at a time or later: ids begin with their time. */
function lowestSince(at: number): string {
  const time = at.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}${LOWEST_ID.slice(13)}`;
}
