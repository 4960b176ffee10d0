import { readFileSync } from 'node:fs';
import { openTestEnv } from '@/server/tools/test/platform';
import { startWorker } from '@/server/worker/loop';
import { makeKey, openDirectMount } from './direct-mount';
import type { Target } from './target';

export type OpenTarget = Target & { close(): Promise<void> };

/**
 * The server that the suites run against: the one whose demo.json the environment names in PARLEY_TARGET, through
 * whichever mount it serves, else a fresh one in this process on the direct mount, with a
 * worker of its own.
 */
export async function openTarget(): Promise<OpenTarget> {
  const file = process.env.PARLEY_TARGET;
  if (file) return { ...readTarget(file), close: async () => undefined };
  const testEnv = await openTestEnv();
  const mount = await openDirectMount(testEnv.platform);
  const worker = startWorker(testEnv.platform, { pollMs: 50 });
  const close = async () => {
    await worker.stop();
    await mount.close();
    await testEnv.close();
  };
  return {
    baseUrl: mount.baseUrl,
    orgId: testEnv.orgId,
    apiKey: await makeKey(testEnv.platform, testEnv.orgId),
    close,
  };
}

function readTarget(file: string): Target {
  const { baseUrl, orgId, apiKey }: Target = JSON.parse(readFileSync(file, 'utf8'));
  return { baseUrl, orgId, apiKey };
}
