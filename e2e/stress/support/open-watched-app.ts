import { createSecretBox } from '@/server/gateways/secret-box';
import { addOrganization } from '@/server/tools/test/platform';
import type { TestPostgres } from '@/server/tools/test/postgres';
import { makeKey } from '../../api/support/direct-mount';
import type { Target } from '../../api/support/target';
import { bundleProgram } from './bundle-program';
import { openWithClosers } from './closers';
import { openStressTarget, type StressTarget } from './open-stress-target';
import { SECRET, startServer } from './start-server';
import { findLongestStop } from './stop-lines';

/** A server in its own process that reports event-loop stalls, and a second server on the same database for setting things up. */
export type WatchedApp = {
  baseUrl: string;
  /** A server in this process on the same database. */
  free: StressTarget;
  /** Makes another organization with a key, as a target on the watched server. */
  addTarget(): Promise<Target>;
  /** The longest event-loop stall since `since`, in milliseconds. */
  longestStopMs(since: number): number;
  close(): Promise<void>;
};

const SETTINGS = { PARLEY_ROLES: 'api', PARLEY_METRICS: '1' };

/** Bundles and starts the server with these settings. */
export function openWatchedApp(
  postgres: TestPostgres,
  settings: Record<string, string> = {},
): Promise<WatchedApp> {
  return openWithClosers(async ({ opened, push, close }) => {
    const free = opened(await openStressTarget(postgres, { secrets: createSecretBox(SECRET) }));
    const { file } = opened(await bundleProgram('e2e/stress/support/watched-server.ts'));
    const { platform, url } = free.testEnv;
    const app = await startServer({
      server: file,
      databaseUrl: url,
      settings: { ...SETTINGS, ...settings },
    });
    push(app.remove);
    const addTarget = async (): Promise<Target> => {
      const orgId = await addOrganization(platform.db);
      return { baseUrl: app.baseUrl, orgId, apiKey: await makeKey(platform, orgId) };
    };
    const longestStopMs = (since: number): number => findLongestStop(app.output(), since);
    return { baseUrl: app.baseUrl, free, addTarget, longestStopMs, close };
  });
}
