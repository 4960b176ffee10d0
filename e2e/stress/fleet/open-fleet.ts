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
  /** DATABASE_URL, and PARLEY_DATABASE_DIRECT_URL when the former is a pooler. */
  databaseUrl: string;
  directUrl: string | null;
  /** The PARLEY_ROLES of each process. */
  roles: readonly string[];
  /** Whether the endpoint refuses some webhooks, so that they are retried. */
  webhooksFail: boolean;
};

/** A fleet: replaceable processes on one database, with balancers and an endpoint. */
export type Fleet = CrashSetup & {
  endpoint: Endpoint;
  /** A pool that bypasses the processes. */
  platform: TestPlatform;
  pool: Pool;
  /** The balancers of the API processes and of the console processes. */
  api: Balancer;
  web: Balancer;
  members: Member[];
  /** Starts a process with these settings; it stops with the fleet. */
  start(databaseUrl: string, settings: Record<string, string>): Promise<RunningApp>;
  /** Starts a process of the fleet and waits until its balancer finds it ready. */
  join(roles: string): Promise<Member>;
  close(): Promise<void>;
};

export type Member = { roles: string; app: RunningApp; balancer: Balancer | null };

// Well above the balancer's detection time on a busy machine.
const STOP_DELAY_SECONDS = '4';

/** Starts the fleet and creates the flows and the channel through it. */
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
