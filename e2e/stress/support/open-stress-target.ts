import { openTestEnv, type TestEnv, type TestPlatformOptions } from '@/server/tools/test/platform';
import type { TestPostgres } from '@/server/tools/test/postgres';
import { makeKey, openDirectMount } from '../../api/support/direct-mount';
import type { Target } from '../../api/support/target';

export type StressTarget = Target & { testEnv: TestEnv; close(): Promise<void> };

const WAIT_MS = 500;

/** A server in this process with its own database and no worker. */
export async function openStressTarget(
  postgres: TestPostgres,
  options: TestPlatformOptions = {},
): Promise<StressTarget> {
  const testEnv = await openTestEnv({ poolSize: 10, ...options }, postgres);
  const mount = await openDirectMount(testEnv.platform, { tuning: { waitMs: WAIT_MS } });
  const close = async () => {
    await mount.close();
    await testEnv.close();
  };
  return {
    baseUrl: mount.baseUrl,
    orgId: testEnv.orgId,
    apiKey: await makeKey(testEnv.platform, testEnv.orgId),
    testEnv,
    close,
  };
}
