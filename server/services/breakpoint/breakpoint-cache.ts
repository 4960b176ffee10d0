/*
 * The breakpoints of all organizations, in memory.
 *
 * breakpoints/no-cost  A turn of a version without breakpoints reads and awaits nothing for them: they are read beside the
 *     turns, every second.
 * breakpoints/known-at-once  A process that sets or removes a breakpoint knows so at once, and every other one a second later.
 */
import { type BreakpointRow, listAllBreakpoints } from '@/server/db/breakpoint/store';
import type { Db } from '@/server/db/connection/transaction';
import { compileCondition } from '@/server/engine/turn/hold';
import type { Breakpoint } from '@/server/engine/turn/stops';
import type { Clock } from '@/server/gateways/clock';
import type { Log } from '@/server/gateways/log';
import { groupBy } from '@/server/shared/group-by';
import { HOLD_MS } from './limits';

type SetBreakpoint = Breakpoint & Pick<BreakpointRow, 'sessionId' | 'holdMs' | 'expiresAt'>;

export type BreakpointCache = {
  /** The breakpoints that may hold a session of a version now. */
  find(orgId: string, versionId: string, sessionId: string): readonly SetBreakpoint[];
  /** How long a breakpoint holds sessions, in milliseconds; the default for one that is gone. */
  getHoldMs(id: string): number;
  /** Reads the breakpoints now. */
  refresh(): Promise<void>;
  close(): void;
};

export type BreakpointCacheOptions = {
  db: Db;
  clock: Clock;
  log: Log;
  /** The time between two reads; null for none but by `refresh`. */
  everyMs: number | null;
};

const MOST_READ = 10_000;
const NONE: readonly SetBreakpoint[] = [];

/** Creates a cache, which begins to read at once. */
export function createBreakpointCache({ db, clock, log, everyMs }: BreakpointCacheOptions): BreakpointCache {
  let byVersion: ReadonlyMap<string, readonly SetBreakpoint[]> = new Map();
  let holdTimes: ReadonlyMap<string, number> = new Map();

  let begun = 0;
  let latest = 0;

  const refresh = async (): Promise<void> => {
    begun += 1;
    const read = begun;
    const rows = await listAllBreakpoints(db, { now: new Date(clock.now()), limit: MOST_READ });
    // A read that began before a change may end after the one that the change began.
    if (read < latest) return;
    latest = read;
    const grouped = groupBy(rows, ({ orgId, versionId }) => `${orgId}/${versionId}`);
    byVersion = new Map([...grouped].map(([key, all]) => [key, all.map(toSetBreakpoint)]));
    holdTimes = new Map(rows.map(({ id, holdMs }) => [id, holdMs]));
  };
  const poll = (): void =>
    void refresh().catch((err: unknown) => log.warn({ err }, 'breakpoints not read, will retry'));
  const timer = everyMs === null ? undefined : setInterval(poll, everyMs).unref();
  if (everyMs !== null) poll();

  return {
    find: (orgId, versionId, sessionId) => {
      if (byVersion.size === 0) return NONE;
      const set = byVersion.get(`${orgId}/${versionId}`);
      return set ? set.filter((one) => mayHold(one, sessionId, clock.now())) : NONE;
    },
    getHoldMs: (id) => holdTimes.get(id) ?? HOLD_MS.default,
    refresh,
    close: () => clearInterval(timer),
  };
}

function toSetBreakpoint({
  id,
  calledFlow,
  nodeId,
  condition,
  sessionId,
  holdMs,
  expiresAt,
}: BreakpointRow): SetBreakpoint {
  const compiled = condition === null ? null : compileCondition(condition);
  return { id, flow: calledFlow, node: nodeId, condition: compiled, sessionId, holdMs, expiresAt };
}

function mayHold({ sessionId, expiresAt }: SetBreakpoint, id: string, now: number): boolean {
  return (sessionId === null || sessionId === id) && expiresAt.getTime() > now;
}
