import { createSecretBox } from '@/server/gateways/secret-box';
import { actIn, addOrganization } from '@/server/tools/test/platform';
import type { TestPostgres } from '@/server/tools/test/postgres';
import { makeKey } from '../../api/support/direct-mount';
import type { Target } from '../../api/support/target';
import { bundleServer } from '../support/bundle-program';
import { captureLog } from '../support/capture-log';
import { openWithClosers } from '../support/closers';
import { openStressTarget, type StressTarget } from '../support/open-stress-target';
import { SECRET, startServer } from '../support/start-server';
import type { Setup } from './interleavings';

/** Two processes on one database: `left` is this one, `right` a built server. */
export type StressEnv = Setup & {
  left: StressTarget;
  /** Another organization, on the right process. */
  stranger: Target;
  /** The errors that either process logged. */
  listLogged(): string[];
  close(): Promise<void>;
};

const UNLIMITED = '1000000';
const SETTINGS = {
  PARLEY_ROLES: 'api',
  PARLEY_RATE_LIMIT_PER_MINUTE: UNLIMITED,
  PARLEY_RATE_LIMIT_PER_ORG_PER_MINUTE: UNLIMITED,
};

/** Opens a database and both processes. */
export function openStressEnv(postgres: TestPostgres): Promise<StressEnv> {
  return openWithClosers(async ({ opened, push, close }) => {
    const { log, lines } = captureLog('error');
    const left = opened(await openStressTarget(postgres, { log, secrets: createSecretBox(SECRET) }));
    const { platform, url } = left.testEnv;
    const { file } = opened(await bundleServer());
    const server = await startServer({ server: file, databaseUrl: url, settings: SETTINGS });
    push(server.remove);
    const { baseUrl } = server;
    const [strangerId, userId] = [
      await addOrganization(platform.db),
      platform.ids.uuid(platform.clock.now()),
    ];
    return {
      left,
      right: { baseUrl, orgId: left.orgId, apiKey: left.apiKey },
      stranger: { baseUrl, orgId: strangerId, apiKey: await makeKey(platform, strangerId) },
      owner: actIn(platform, left.orgId, {
        type: 'user',
        orgId: left.orgId,
        userId,
        role: 'owner',
        authenticatedAt: new Date(),
      }),
      listLogged: () => [...lines, ...server.output().split('\n').filter(isLogged)],
      close,
    };
  });
}

// Start-up output is plain text.
const isLogged = (line: string): boolean => line.startsWith('{');
