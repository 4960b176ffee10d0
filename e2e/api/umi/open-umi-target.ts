import type { FlowDefinitionInput } from '@/server/engine/definition';
import { startDeliverySender } from '@/server/services/delivery/delivery-sender';
import { createRoom } from '@/server/services/room/create-room';
import {
  actIn,
  addFlow,
  addOrganization,
  openTestStage,
  type TestPlatformOptions,
  type TestStage,
} from '@/server/tools/test-platform';
import { makeKey, openDirectMount } from '../support/direct-mount';
import type { UmiTarget } from './client';

export type OpenUmiTarget = UmiTarget & {
  stage: TestStage;
  botId: string;
  /** A further organization with a room and an agent of its own. */
  openOther(): Promise<UmiTarget>;
  close(): Promise<void>;
};

/** Answers every message with what it was told. */
export const CLERK: FlowDefinitionInput = {
  format: 1,
  start: 'ask',
  nodes: [
    {
      id: 'ask',
      kind: 'question',
      prompt: [{ type: 'text', text: 'You wrote: {{ said ?? trigger.text }}' }],
      answer: { type: 'text' },
      variable: 'said',
      exits: { next: 'ask' },
    },
  ],
};

/** Proposes an answer to every message, with how sure it is, and a question. */
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

/** A server in this process on the direct mount, sending its webhooks. */
export async function openUmiTarget(options: TestPlatformOptions = {}): Promise<OpenUmiTarget> {
  const stage = await openTestStage(options);
  const { platform, orgId } = stage;
  const mount = await openDirectMount(platform);
  const sender = startDeliverySender(platform, { pollMs: 20 });
  const target = await furnish(stage, mount.baseUrl, orgId);
  return {
    ...target,
    stage,
    openOther: async () => furnish(stage, mount.baseUrl, await addOrganization(platform.db)),
    close: async () => {
      await sender.stop();
      await mount.close();
      await stage.close();
    },
  };
}

async function furnish(
  { platform }: TestStage,
  baseUrl: string,
  orgId: string,
): Promise<UmiTarget & { botId: string }> {
  const ctx = actIn(platform, orgId);
  const { flowId } = await addFlow(platform.db, orgId, CLERK);
  const adviser = await addFlow(platform.db, orgId, ADVISER);
  const room = await createRoom(ctx, { name: 'Desk', mode: 'flow', flowId });
  const advised = await createRoom(ctx, { name: 'Advised', mode: 'suggestions', flowId: adviser.flowId });
  return {
    baseUrl,
    orgId,
    apiKey: await makeKey(platform, orgId),
    roomId: room.id,
    suggestionsRoomId: advised.id,
    userId: await addAgent(platform.db.prisma, orgId),
    botId: flowId,
  };
}

async function addAgent(prisma: TestStage['platform']['db']['prisma'], orgId: string): Promise<string> {
  const id = crypto.randomUUID();
  await prisma.user.create({ data: { id, email: `${id}@example.com`, name: 'Agent Smith' } });
  await prisma.member.create({ data: { orgId, userId: id, role: 'agent' } });
  return id;
}
