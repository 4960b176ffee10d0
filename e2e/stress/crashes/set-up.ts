import { publishNext } from '@/server/services/migration/fixtures/versions';
import { callingFlow, ECHO } from '@/server/services/session/fixtures/flows';
import { actIn, addFlow, addOrganization, type TestPlatform } from '@/server/tools/test/platform';
import { makeKey } from '../../api/support/direct-mount';
import { makeChannel, makeRoom } from '../../api/support/make-channel';
import type { Endpoint } from './endpoint';
import { PATHS } from './steps';

/** An organization with the flows and the channel that conversations need. */
export type CrashSetup = {
  orgId: string;
  apiKey: string;
  /** `echo` has two versions that say the same. */
  flows: { echo: string; call: string; held: string };
  /** The channel whose webhooks go to the endpoint, and its signing secret. */
  channelId: string;
  webhookSecret: string;
};

// Long enough that a killed process's lease outlives its restart.
const CALL = { attempts: 5, timeoutMs: 10_000 };

/** Creates them; the room and the channel through the server at `baseUrl`. */
export async function setUp(
  platform: TestPlatform,
  baseUrl: string,
  endpoint: Pick<Endpoint, 'url'>,
): Promise<CrashSetup> {
  const orgId = await addOrganization(platform.db);
  const apiKey = await makeKey(platform, orgId);
  const echo = (await addFlow(platform.db, orgId, ECHO)).flowId;
  await publishNext(actIn(platform, orgId), echo, { ...ECHO, locale: 'en-GB' });
  const held = (await addFlow(platform.db, orgId, ECHO)).flowId;
  const call = (await addFlow(platform.db, orgId, callingFlow(`${endpoint.url}${PATHS.call}`, CALL))).flowId;
  const target = { baseUrl, orgId, apiKey };
  const roomId = await makeRoom(target, { mode: 'flow', flowId: echo });
  const { channel, webhookSecret } = await makeChannel(target, {
    kind: 'umi',
    label: 'email',
    roomId,
    webhookUrl: `${endpoint.url}${PATHS.replies}`,
    maxRetryCount: 20,
  });
  if (webhookSecret === null) throw new Error('the channel has no secret');
  return { orgId, apiKey, flows: { echo, call, held }, channelId: channel.id, webhookSecret };
}
