import type { Pool } from 'pg';
import { createSecretBox } from '@/server/gateways/secret-box';
import { openTestPlatform, type TestPlatform } from '@/server/tools/test/platform';
import type { RunningApp } from '../../support/start-app';
import { type Endpoint, openEndpoint } from '../crashes/endpoint';
import { type CrashSetup, setUp } from '../crashes/set-up';
import { bundleServer } from '../support/bundle-program';
import { openWithClosers } from '../support/closers';
import { SECRET, startServer } from '../support/start-server';
import { type Balancer, openBalancer } from './balancer';

export type FleetPlan = {
  /** What DATABASE_URL is, and PARLEY_DATABASE_DIRECT_URL where that leads to a pooler. */
  databaseUrl: string;
  directUrl: string | null;
  /** What each of its processes does, as PARLEY_ROLES says it. */
  roles: readonly string[];
  /** Whether the endpoint refuses some webhooks, which then come again, seconds later. */
  webhooksFail: boolean;
};

/** Processes on one database, each of which can be replaced, and what stands around them. */
export type Fleet = CrashSetup & {
  endpoint: Endpoint;
  /** Looks at the database past every process. */
  platform: TestPlatform;
  pool: Pool;
  /** In front of the processes that serve the API, and of those that serve the console. */
  api: Balancer;
  web: Balancer;
  members: Member[];
  /** Starts a process with these settings, which stops with the fleet. */
  start(databaseUrl: string, settings: Record<string, string>): Promise<RunningApp>;
  /** Starts a process of the fleet; it is one of it when its balancer found it ready. */
  join(roles: string): Promise<Member>;
  close(): Promise<void>;
};

export type Member = { roles: string; app: RunningApp; balancer: Balancer | null };

// Well above the time in which the balancer notices, on a machine that is busy.
const STOP_DELAY_SECONDS = '4';

/** Starts them, and makes the flows and the channel through them. */
export function openFleet({ databaseUrl, directUrl, roles, webhooksFail }: FleetPlan): Promise<Fleet> {
  return openWithClosers(async ({ opened, push, close }) => {
    const endpoint = opened(await openEndpoint(webhooksFail ? undefined : Number.POSITIVE_INFINITY));
    const platform = opened(
      openTestPlatform(directUrl ?? databaseUrl, { secrets: createSecretBox(SECRET), poolSize: 5 }),
    );
    const server = opened(await bundleServer()).file;
    const [api, web] = [opened(await openBalancer()), opened(await openBalancer())];
    const start: Fleet['start'] = async (url, settings) => {
      const app = await startServer({
        server,
        databaseUrl: url,
        settings: { PARLEY_ALLOW_HOSTS: '127.0.0.1', ...settings },
      });
      push(app.remove);
      return app;
    };
    const join: Fleet['join'] = async (role) => {
      const balancer = role.includes('api') ? api : role.includes('console') ? web : null;
      const app = await start(databaseUrl, {
        PARLEY_ROLES: role,
        ...(balancer && { PARLEY_STOP_DELAY_SECONDS: STOP_DELAY_SECONDS }),
        ...(directUrl !== null && { PARLEY_DATABASE_DIRECT_URL: directUrl }),
      });
      await balancer?.add(app.baseUrl);
      return { roles: role, app, balancer };
    };
    const members = await Promise.all(roles.map(join));
    const made = await setUp(platform, api.url, endpoint);
    return { ...made, endpoint, platform, pool: platform.db.pool, api, web, members, start, join, close };
  });
}
