import { readFileSync } from 'node:fs';
import { openTestStage } from '@/server/tools/test-platform';
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
  const stage = await openTestStage();
  const mount = await openDirectMount(stage.platform);
  const worker = startWorker(stage.platform, { pollMs: 50 });
  const close = async () => {
    await worker.stop();
    await mount.close();
    await stage.close();
  };
  return {
    baseUrl: mount.baseUrl,
    orgId: stage.orgId,
    apiKey: await makeKey(stage.platform, stage.orgId),
    close,
  };
}

function readTarget(file: string): Target {
  const { baseUrl, orgId, apiKey }: Target = JSON.parse(readFileSync(file, 'utf8'));
  return { baseUrl, orgId, apiKey };
}
