import { openTestStage, type TestPlatformOptions, type TestStage } from '@/server/tools/test-platform';
import type { TestPostgres } from '@/server/tools/test-postgres';
import { makeKey, openDirectMount } from '../../api/support/direct-mount';
import type { Target } from '../../api/support/target';

export type ProofTarget = Target & { stage: TestStage; close(): Promise<void> };

const WAIT_MS = 500;

/** A server in this process on a database of its own; nothing works in its background. */
export async function openProofTarget(
  postgres: TestPostgres,
  options: TestPlatformOptions = {},
): Promise<ProofTarget> {
  const stage = await openTestStage({ poolSize: 10, ...options }, postgres);
  const mount = await openDirectMount(stage.platform, { tuning: { waitMs: WAIT_MS } });
  const close = async () => {
    await mount.close();
    await stage.close();
  };
  return {
    baseUrl: mount.baseUrl,
    orgId: stage.orgId,
    apiKey: await makeKey(stage.platform, stage.orgId),
    stage,
    close,
  };
}
