import type { Db } from '@/server/db/connection/transaction';
import type { Prisma } from '@/server/db/generated/client';
import { type FlowDefinitionInput, flowDefinition } from '@/server/engine/definition';
import { parseAllowList } from '@/server/gateways/address-guard';
import { type Clock, systemClock } from '@/server/gateways/clock';
import { createHttpClient, type HttpClientOptions } from '@/server/gateways/http-client';
import { randomIds } from '@/server/gateways/ids';
import { type Log, silentLog } from '@/server/gateways/log';
import type { Mail } from '@/server/gateways/mail';
import { createSecretBox, type SecretBox } from '@/server/gateways/secret-box';
import { NO_TELEMETRY, type Telemetry } from '@/server/gateways/telemetry/telemetry';
import { RENDERERS, SIGNERS } from '@/server/renderers';
import { createSecurityEventLimit } from '@/server/services/audit/security-event-limit';
import { createBreakpointCache } from '@/server/services/breakpoint/breakpoint-cache';
import { createChannelCache } from '@/server/services/channel/channel-cache';
import { createTokenCache } from '@/server/services/connection/token-cache';
import type { Actor, Platform, ServiceContext } from '@/server/services/context';
import { createDeferredWrites } from '@/server/services/deferred-writes';
import { createDeliverySignal } from '@/server/services/delivery/delivery-signal';
import { createProgramCache } from '@/server/services/flow/version/program-cache';
import { LEASE_MS } from '@/server/services/idempotency/lease';
import { createMetrics } from '@/server/services/metrics/metrics';
import { createOrganizationCache } from '@/server/services/organization/organization-cache';
import { createReplayPool } from '@/server/services/replay/replay-pool';
import { createRequestLog } from '@/server/services/request-log/request-log';
import { createSessionRuntime } from '@/server/services/session/runtime/session-runtime';
import { toNewTrigger } from '@/server/services/trigger/view';
import { openTestDatabase } from './database';
import { openTestClient, type TestDatabaseClient } from './open-test-client';
import type { TestPostgres } from './postgres';

/** The parts of a process on a test database; several may share one database. */
export type TestPlatform = Platform & { db: TestDatabaseClient; close(): Promise<void> };

export type TestPlatformOptions = {
  clock?: Clock;
  processId?: string;
  poolSize?: number;
  /** Whether it works as on a distributed PostgreSQL, which every PostgreSQL understands. */
  isDistributed?: boolean;
  log?: Log;
  secrets?: SecretBox;
  /** Its telemetry; default: off. */
  telemetry?: Telemetry;
  /** The guard of outgoing calls; by default they may go to this machine. */
  http?: HttpClientOptions;
  /** The program of a thread that replays sessions; default: replays share the thread of the test. */
  replayThread?: URL;
  /** The mail gateway; default: none. */
  mail?: Mail;
};

// Set for tests that run in both ways.
const IS_DISTRIBUTED = process.env.TEST_DISTRIBUTED === 'true';
const TO_THIS_MACHINE: HttpClientOptions = { allow: parseAllowList(['127.0.0.1', 'localhost']) };

/** Creates a platform on the database at `url`. */
export function openTestPlatform(url: string, options: TestPlatformOptions = {}): TestPlatform {
  const { clock = systemClock, processId = `test-${randomIds.uuid(Date.now())}`, poolSize = 5 } = options;
  const { log = silentLog, telemetry = NO_TELEMETRY, isDistributed = IS_DISTRIBUTED } = options;
  const db = openTestClient(url, { poolSize, isDistributed });
  const http = createHttpClient(options.http ?? TO_THIS_MACHINE);
  const sessions = createSessionRuntime({ db, log, clock, processId, pollMs: 50 });
  // Tests flush explicitly: a timer would write between the statements that some of them count.
  const metrics = createMetrics({ db, clock, log, meters: telemetry.meters, flushMs: 3_600_000 });
  const requests = createRequestLog({ db, ids: randomIds, log, meters: telemetry.meters });
  const deferredWrites = createDeferredWrites({ clock, log, meters: telemetry.meters, forMs: LEASE_MS });
  const deliveries = createDeliverySignal({ db, url, processId, log });
  const close = async () => {
    await deliveries.close();
    await sessions.close(0);
    await metrics.close();
    await requests.close();
    await deferredWrites.close();
    await http.close();
    await db.close();
  };
  return {
    db,
    clock,
    ids: randomIds,
    http,
    mail: options.mail ?? null,
    log,
    programs: createProgramCache(db),
    // Tests refresh explicitly, so that no statement comes between those that some of them count.
    breakpoints: createBreakpointCache({ db, clock, log, everyMs: null }),
    channels: createChannelCache(db, clock),
    organizations: createOrganizationCache(db, clock),
    renderers: RENDERERS,
    signers: SIGNERS,
    deliveries,
    metrics,
    meters: telemetry.meters,
    tracer: telemetry.tracer,
    requests,
    securityEvents: createSecurityEventLimit(clock),
    deferredWrites,
    secrets: options.secrets ?? createSecretBox('a secret of the tests'),
    tokens: createTokenCache(clock),
    sessions,
    replays: createReplayPool({ file: options.replayThread ?? null, threads: 2 }),
    processId,
    close,
  };
}

export type TestEnv = {
  url: string;
  platform: TestPlatform;
  orgId: string;
  /** Opens a further process on the same database; it closes with the environment. */
  openPlatform(options?: TestPlatformOptions): TestPlatform;
  close(): Promise<void>;
};

/** Opens a database with one organization in it and one process on it; outside of tests, on that PostgreSQL. */
export async function openTestEnv(
  options: TestPlatformOptions = {},
  postgres?: TestPostgres,
): Promise<TestEnv> {
  const { url, drop } = await openTestDatabase(postgres);
  const opened: TestPlatform[] = [];
  const openPlatform = (more: TestPlatformOptions = {}): TestPlatform => {
    const given = postgres?.isDistributed === undefined ? {} : { isDistributed: postgres.isDistributed };
    const platform = openTestPlatform(url, { ...given, ...options, ...more });
    opened.push(platform);
    return platform;
  };
  const platform = openPlatform();
  const close = async () => {
    await Promise.all(opened.map((one) => one.close()));
    await drop();
  };
  return { url, platform, orgId: await addOrganization(platform.db), openPlatform, close };
}

/** Stores another organization and returns its id. */
export async function addOrganization({ pool }: Db): Promise<string> {
  const id = randomIds.uuid(Date.now());
  const text = 'INSERT INTO organizations (id, slug, name) VALUES ($1, $2, $3)';
  await pool.query({ text, values: [id, `org-${id}`, 'Test'] });
  return id;
}

/**
 * Creates a context for `actor`; default: the organization's system, which may do everything with flows and sessions.
 */
export function actIn<Parts extends Platform>(
  platform: Parts,
  orgId: string,
  actor: Actor = { type: 'system', orgId },
): ServiceContext & Parts {
  return { ...platform, actor };
}

export type TestFlow = { flowId: string; versionId: string; slug: string };

/** Stores a flow with `definition` as its published version, unchanged, with its triggers. */
export async function addFlow(
  { prisma }: TestDatabaseClient,
  orgId: string,
  definition: FlowDefinitionInput,
  links: Record<string, string> = {},
): Promise<TestFlow> {
  const flowId = randomIds.uuid(Date.now());
  const versionId = randomIds.uuid(Date.now());
  const slug = `flow-${flowId}`;
  const stored = definition as unknown as Prisma.InputJsonObject;
  const published = { id: versionId, kind: 'published' as const, number: 1, definition: stored, links };
  await prisma.flow.create({
    data: { orgId, id: flowId, slug, name: 'Test flow', draft: stored, publishedVersionId: versionId },
  });
  await prisma.flowVersion.create({ data: { ...published, orgId, flowId } });
  const triggers = flowDefinition.safeParse(definition).data?.triggers.map(toNewTrigger) ?? [];
  await prisma.flowTrigger.createMany({
    data: triggers.map(({ trigger, ...named }) => ({
      ...named,
      orgId,
      flowId,
      versionId,
      trigger: trigger as unknown as Prisma.InputJsonObject,
    })),
  });
  return { flowId, versionId, slug };
}
