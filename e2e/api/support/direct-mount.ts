import type { AddressInfo } from 'node:net';
import { type Env, readEnv } from '@/server/env';
import type { Admission } from '@/server/http/admission/admission';
import { createNodeListener } from '@/server/http/server/node-listener';
import { openServer } from '@/server/http/server/open-server';
import { NO_OPERATIONS } from '@/server/http/server/operations';
import { openLimits } from '@/server/open-limits';
import { createPublicApp, type PublicTuning } from '@/server/public-app';
import { createApiKey } from '@/server/services/api-key/create-api-key';
import type { Platform } from '@/server/services/context';
import { SCOPES, type Scope } from '@/server/shared/scopes';
import { actIn } from '@/server/tools/test/platform';
import { checkDocuments } from './check-documents';

export type DirectMount = {
  baseUrl: string;
  /** Counts the request slots in use. */
  counts: Admission['counts'];
  close(): Promise<void>;
};

export type DirectOptions = {
  perMinute?: number;
  perOrgPerMinute?: number;
  tuning?: Partial<PublicTuning>;
  publicUrl?: string;
  env?: Partial<Env>;
};

const GRACE_MS = 3_000;

/** Serves the public APIs of a platform on a local port, without Next. */
export async function openDirectMount(
  platform: Platform,
  {
    perMinute = 1_000_000,
    perOrgPerMinute = 10_000_000,
    tuning = {},
    publicUrl,
    env: settings = {},
  }: DirectOptions = {},
): Promise<DirectMount> {
  const stopping = new AbortController();
  const env = {
    ...readEnv({}),
    PARLEY_RATE_LIMIT_PER_MINUTE: perMinute,
    PARLEY_RATE_LIMIT_PER_ORG_PER_MINUTE: perOrgPerMinute,
    // Tests send more unauthenticated requests than real clients.
    PARLEY_STRANGER_LIMIT_PER_MINUTE: 10_000_000,
    PARLEY_DEMO: false,
    PARLEY_PUBLIC_URL: publicUrl,
    ...settings,
  };
  const limits = openLimits({ ...platform, env, stopping: stopping.signal });
  const parts = { ...platform, env, limits, operations: NO_OPERATIONS };
  const { fetch, counts } = createPublicApp(parts, {
    waitMs: 10_000,
    heartbeatMs: 15_000,
    ...tuning,
  });
  const address = { host: '127.0.0.1', port: 0 };
  const plain = createNodeListener(fetch, { trustProxy: env.PARLEY_TRUST_PROXY });
  const { listener, faults } = await checkDocuments(plain);
  const { server, close } = await openServer(listener, address);
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    counts,
    close: async () => {
      stopping.abort();
      await close(GRACE_MS);
      if (faults.size > 0) throw new Error(`Responses differ from the documents:\n${[...faults].join('\n')}`);
    },
  };
}

/** Creates an API key with these scopes (default: all); returns its secret. */
export async function makeKey(
  platform: Platform,
  orgId: string,
  scopes: readonly Scope[] = SCOPES,
): Promise<string> {
  const owner = {
    type: 'user',
    orgId,
    userId: platform.ids.uuid(platform.clock.now()),
    role: 'owner',
    authenticatedAt: new Date(platform.clock.now()),
  } as const;
  const { secret } = await createApiKey(actIn(platform, orgId, owner), { name: 'Test', scopes: [...scopes] });
  return secret;
}
