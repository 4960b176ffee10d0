import type { FlowDefinitionInput } from '@/server/engine/definition';
import { startDeliverySender } from '@/server/services/delivery/sending/delivery-sender';
import {
  addOrganization,
  openTestEnv,
  type TestEnv,
  type TestPlatform,
  type TestPlatformOptions,
} from '@/server/tools/test/platform';
import { makeKey, openDirectMount } from '../support/direct-mount';
import { makeFlow } from '../support/flows';
import { makeRoom } from '../support/make-channel';
import { REPEAT_FLOW } from '../support/repeat-flow';
import type { Target } from '../support/target';
import type { UmiTarget } from './client';

/** A server, and an agent of its organization. */
export type UmiHost = Target & { userId: string };

export type OpenUmiTarget = UmiTarget & {
  testEnv: TestEnv;
  /** Opens another organization with its own rooms and agent. */
  openOther(): Promise<UmiTarget>;
  close(): Promise<void>;
};

/** Suggests a reply with a confidence, and a question, for every message. */
export const ADVISER: FlowDefinitionInput = {
  format: 1,
  start: 'advise',
  nodes: [
    {
      id: 'advise',
      kind: 'suggest',
      text: 'Say: {{ said ?? trigger.text }}',
      score: '0.92',
      exits: { next: 'listen' },
    },
    {
      id: 'listen',
      kind: 'question',
      prompt: [{ type: 'text', text: 'Anything else?' }],
      answer: { type: 'text' },
      variable: 'said',
      exits: { next: 'advise' },
    },
  ],
};

/** Creates the rooms that the suites need through the management API. */
export async function setUpUmi(host: UmiHost): Promise<UmiTarget> {
  const [clerk, adviser] = [await makeFlow(host, REPEAT_FLOW), await makeFlow(host, ADVISER)];
  return {
    ...host,
    botId: clerk.id,
    roomId: await makeRoom(host, { mode: 'flow', flowId: clerk.id }),
    suggestionsRoomId: await makeRoom(host, { mode: 'suggestions', flowId: adviser.id }),
  };
}

/** A server in this process that also sends webhooks. */
export async function openUmiTarget(options: TestPlatformOptions = {}): Promise<OpenUmiTarget> {
  const testEnv = await openTestEnv(options);
  const { platform, orgId } = testEnv;
  const { baseUrl, close } = await openDirectMount(platform);
  const sender = startDeliverySender(platform, { pollMs: 20 });
  return {
    ...(await setUpUmi(await makeHost(platform, baseUrl, orgId))),
    testEnv,
    openOther: async () => setUpUmi(await makeHost(platform, baseUrl, await addOrganization(platform.db))),
    close: async () => {
      await sender.stop();
      await close();
      await testEnv.close();
    },
  };
}

async function makeHost(platform: TestPlatform, baseUrl: string, orgId: string): Promise<UmiHost> {
  const { prisma } = platform.db;
  const userId = crypto.randomUUID();
  await prisma.user.create({
    data: { id: userId, email: `${userId}@example.com`, name: 'Agent Smith' },
  });
  await prisma.member.create({ data: { orgId, userId, role: 'agent' } });
  return { baseUrl, orgId, apiKey: await makeKey(platform, orgId), userId };
}
