import type { Database } from '@/server/db/connection/client';
import { releaseEffects } from '@/server/db/effect/store';
import type { Clock } from '@/server/gateways/clock';
import type { Log } from '@/server/gateways/log';
import { createRunningCalls, type RunningCalls } from '../effects/running-calls';
import { createSessionCache, type SessionCache } from '../turn/session-cache';
import type { CommitBatcher } from './commit-batcher';
import { createKeyedMutex, type KeyedMutex } from './keyed-mutex';
import { createReadBatcher, type ReadBatcher } from './read-batcher';
import { createSessionWatches, type SessionWatches } from './session-watches';
import { createStartBatcher } from './start-batcher';
import { createTurnBatcher } from './turn-batcher';

/** The sessions that one process is working on. It makes turns fast; their correctness does not depend on it. */
export type SessionRuntime = Pick<SessionWatches, 'notify' | 'notifyPartial' | 'watch'> & {
  mutex: KeyedMutex;
  calls: RunningCalls;
  cache: SessionCache;
  starts: CommitBatcher;
  turns: CommitBatcher;
  reads: ReadBatcher;
  /** Stops the watches, waits up to `graceMs` for running calls and leaves the rest to other processes. */
  close(graceMs: number): Promise<void>;
};

// Low, so that statements fill up under load; the second goes on while one is slow.
const STARTS = { concurrency: 2, maxItems: 16 };
const TURNS = { concurrency: 2, maxItems: 16 };
const READS = { concurrency: 2, maxItems: 16 };

export type SessionRuntimeOptions = {
  db: Database;
  log: Log;
  clock: Clock;
  processId: string;
  /** The interval of polls for commits of other processes while a session is watched; default: 250 ms. */
  pollMs?: number;
};

/** Makes the session runtime of a process. */
export function createSessionRuntime(options: SessionRuntimeOptions): SessionRuntime {
  const { db, log, clock, processId, pollMs = 250 } = options;
  const calls = createRunningCalls();
  const watches = createSessionWatches(db, log, pollMs);

  const close = async (graceMs: number): Promise<void> => {
    await calls.stop(graceMs);
    // If this fails, the leases lapse at their time.
    await releaseEffects(db, { processId, now: new Date(clock.now()) }).catch((err: unknown) =>
      log.warn({ err }, 'leases of calls not released'),
    );
    watches.close();
  };

  return {
    mutex: createKeyedMutex(),
    cache: createSessionCache(),
    starts: createStartBatcher(db, STARTS),
    turns: createTurnBatcher(db, TURNS),
    reads: createReadBatcher(db, READS),
    calls,
    notify: watches.notify,
    notifyPartial: watches.notifyPartial,
    watch: watches.watch,
    close,
  };
}
