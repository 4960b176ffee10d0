import type { Platform } from '@/server/services/context';
import { pruneCoverage } from '@/server/services/coverage/prune-coverage';
import { deliverArrivals } from '@/server/services/event/deliver-arrivals';
import { fanOutEvents } from '@/server/services/event/fan-out-events';
import { pruneTestVersions } from '@/server/services/flow/version/prune-test-versions';
import { pruneRequests } from '@/server/services/idempotency/prune-requests';
import { releaseConversations } from '@/server/services/inbox/release-conversations';
import { pruneMetrics } from '@/server/services/metrics/prune-metrics';
import { pruneMigrations } from '@/server/services/migration/prune-migrations';
import { pruneRateWindows } from '@/server/services/rate-limit/prune-rate-windows';
import { pruneResets } from '@/server/services/recovery/prune-resets';
import { pruneReplays } from '@/server/services/replay/prune-replays';
import { pruneRequestLog } from '@/server/services/request-log/prune-request-log';
import { pruneTranscripts } from '@/server/services/retention/prune-transcripts';
import { resealSecrets } from '@/server/services/secret/reseal-secrets';
import { fireDueTimers } from '@/server/services/session/effects/fire-due-timers';
import { takeOverCalls } from '@/server/services/session/effects/take-over-calls';
import { expireOverdueSessions } from '@/server/services/session/expire-overdue-sessions';
import { pruneSignIns } from '@/server/services/sign-in/prune-sign-ins';
import { analyzeGrownTables } from '@/server/services/statistics/analyze-grown-tables';
import { pruneAttempts } from '@/server/services/user/sign-in-throttle';

/** Work that is done in batches. */
export type Task = {
  name: string;
  /** The maximum number of rows per batch. */
  batch: number;
  /** The pause after an incomplete batch, in milliseconds; null to run in every round. */
  everyMs: number | null;
  /** Runs one batch; returns how many rows it found. */
  run(platform: Platform, options: { limit: number }): Promise<number>;
};

export const TASKS: readonly Task[] = [
  { name: 'fire timers', batch: 500, everyMs: null, run: fireDueTimers },
  { name: 'fan out events', batch: 50, everyMs: null, run: fanOutEvents },
  { name: 'deliver events', batch: 50, everyMs: null, run: deliverArrivals },
  { name: 'take over calls', batch: 50, everyMs: null, run: takeOverCalls },
  { name: 'expire sessions', batch: 200, everyMs: null, run: expireOverdueSessions },
  { name: 'release conversations', batch: 200, everyMs: 2_000, run: releaseConversations },
  { name: 'analyze tables', batch: 5, everyMs: 5_000, run: analyzeGrownTables },
  { name: 'prune transcripts', batch: 100, everyMs: 600_000, run: pruneTranscripts },
  { name: 'prune request log', batch: 5_000, everyMs: 600_000, run: pruneRequestLog },
  { name: 'prune counts', batch: 5_000, everyMs: 3_600_000, run: pruneMetrics },
  { name: 'prune requests', batch: 500, everyMs: 60_000, run: pruneRequests },
  { name: 'prune rate windows', batch: 5_000, everyMs: 60_000, run: pruneRateWindows },
  { name: 'prune sign-in attempts', batch: 5_000, everyMs: 60_000, run: pruneAttempts },
  { name: 'prune reset links', batch: 500, everyMs: 3_600_000, run: pruneResets },
  { name: 'prune sign-ins', batch: 5_000, everyMs: 600_000, run: pruneSignIns },
  { name: 're-seal secrets', batch: 50, everyMs: 600_000, run: resealSecrets },
  { name: 'prune coverage', batch: 5_000, everyMs: 3_600_000, run: pruneCoverage },
  { name: 'prune migrations', batch: 100, everyMs: 3_600_000, run: pruneMigrations },
  { name: 'prune replays', batch: 100, everyMs: 3_600_000, run: pruneReplays },
  { name: 'prune test sessions', batch: 20, everyMs: 600_000, run: pruneTestVersions },
];
