import type { FlowDefinitionInput } from '@/server/engine/definition';
import { createChannel } from '@/server/services/channel/create-channel';
import { sendTestWebhook } from '@/server/services/channel/send-test-webhook';
import { updateChannel } from '@/server/services/channel/update-channel';
import type { ServiceContext } from '@/server/services/context';
import { createRoom } from '@/server/services/room/create-room';
import { startSession } from '@/server/services/session/start-session';
import { isDomainError } from '@/server/shared/errors';
import { actIn, addFlow } from '@/server/tools/test/platform';
import { ask } from '../../api/support/target';
import { PREFIXES } from '../support/dialects';
import type { StressTarget } from '../support/open-stress-target';

/** An outbound path that a non-operator can trigger; returns the outcome of the call. */
export type Sink = {
  name: string;
  /** Only checks the address; the call comes later. */
  checks: boolean;
  /** Follows redirects. */
  follows?: boolean;
  call(url: string): Promise<string>;
};

const WAIT_MS = 10_000;
const FOLLOWER = 'an http node that follows redirects';

/** Lists the outbound paths: flow nodes, webhooks when configured, and webhooks when sent. */
export async function openSinks(open: StressTarget): Promise<Sink[]> {
  const ctx = actIn(open.testEnv.platform, open.orgId);
  const { id: roomId } = await createRoom(ctx, { name: 'A room', mode: 'people' });
  const umi = { kind: 'umi', name: 'Mail', label: 'email', roomId, maxRetryCount: 0 } as const;
  const { channel } = await createChannel(ctx, umi);
  return [
    ...(await openNodes(open, ctx)),
    {
      name: 'a webhook that is named with its channel',
      checks: true,
      call: (webhookUrl) => codeOf(() => createChannel(ctx, { ...umi, webhookUrl })),
    },
    {
      name: 'a webhook that is changed',
      checks: true,
      call: (webhookUrl) => codeOf(() => updateChannel(ctx, { channelId: channel.id, webhookUrl })),
    },
    {
      name: 'a webhook that a dialect registers',
      checks: true,
      call: async (url) => {
        const body = { name: 'Mail', messaging_channel: 'email', room_id: roomId, reply_webhook_url: url };
        const path = `${PREFIXES.umi}/orgs/${open.orgId}/unified_messaging`;
        const { status } = await ask(open, 'POST', path, { body });
        return status === 400 ? 'outbound_blocked' : `${status}`;
      },
    },
    {
      name: 'a webhook that is sent',
      checks: false,
      call: async (url) => {
        const made = await createChannel(ctx, umi);
        return deliver(open, ctx, made.channel.id, url);
      },
    },
  ];
}

async function openNodes({ testEnv, orgId }: StressTarget, ctx: ServiceContext): Promise<Sink[]> {
  const call = { url: '{{ url }}', retry: { attempts: 2 }, timeoutMs: 5_000 };
  const nodes: Record<string, FlowDefinitionInput['nodes'][number]> = {
    'an http node': {
      ...call,
      id: 'call',
      kind: 'http',
      method: 'POST',
      exits: { success: 'ok', failure: 'no' },
    },
    [FOLLOWER]: {
      ...call,
      id: 'call',
      kind: 'http',
      method: 'POST',
      followRedirects: true,
      exits: { success: 'ok', failure: 'no' },
    },
    'an ai node': {
      ...call,
      id: 'call',
      kind: 'ai',
      model: 'small',
      prompt: 'Hello',
      variable: 'said',
      exits: { next: 'ok', error: 'no' },
    },
  };
  const sinks: Sink[] = [];
  for (const [name, node] of Object.entries(nodes)) {
    const { flowId } = await addFlow(testEnv.platform.db, orgId, {
      format: 1,
      start: 'call',
      nodes: [
        node,
        { id: 'ok', kind: 'end', text: 'called' },
        { id: 'no', kind: 'end', text: '{{ error.code }} {{ error.status }}' },
      ],
    });
    const run = async (url: string) => {
      const { messages } = await startSession(ctx, { flowId, variables: { url }, waitMs: WAIT_MS });
      return messages[0]?.text?.trim() ?? 'no message';
    };
    sinks.push({ name, checks: false, follows: name === FOLLOWER, call: run });
  }
  return sinks;
}

async function codeOf(call: () => Promise<unknown>): Promise<string> {
  try {
    await call();
    return 'taken';
  } catch (error) {
    if (isDomainError(error)) return error.code;
    throw error;
  }
}

/** Writes the address past the check, as if it had been valid once, and sends. */
async function deliver(
  { testEnv }: StressTarget,
  ctx: ServiceContext,
  channelId: string,
  url: string,
): Promise<string> {
  const { pool } = testEnv.platform.db;
  await pool.query('UPDATE channels SET webhook_url = $1 WHERE id = $2', [url, channelId]);
  const { deliveryId } = await sendTestWebhook(ctx, { channelId });
  const until = Date.now() + WAIT_MS;
  for (;;) {
    const { rows } = await pool.query<{ code: string | null; status: number | null }>(
      'SELECT error_code code, status FROM delivery_attempts WHERE delivery_id = $1',
      [deliveryId],
    );
    if (rows[0]) return rows[0].code ?? `status ${rows[0].status}`;
    if (Date.now() > until) return 'never sent';
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
