import { describe, expect, it } from 'vitest';
import { NO_TELEMETRY } from '@/server/gateways/telemetry/telemetry';
import { createAdmission } from '@/server/http/admission/admission';
import { createStreamSlots } from '@/server/http/admission/stream-slots';
import type { ApiApp } from '@/server/http/routing/create-api';
import type { Platform } from '@/server/services/context';
import { createChatApp, createEngineApp } from './chat';
import { createFlowrestApp } from './flowrest';
import { createHeadlessApp } from './headless';
import { createManagementApp } from './management';
import { createUmiApp } from './umi';

// Documents are made of the routes alone.
const platform = {
  ...NO_TELEMETRY,
  clock: { now: () => 0 },
  ids: { uuid: () => 'x' },
  log: { info: () => undefined, error: () => undefined },
} as unknown as Platform;
const options = {
  limits: {
    rate: { consume: () => undefined },
    admission: createAdmission({
      places: 1,
      queue: 1,
      waitMs: 1,
      requests: 1,
      bodyBytes: 1,
      strangerBytes: 1,
    }),
    bodyRate: { graceMs: 1, bytesPerSecond: 1 },
    strangers: { check: () => undefined, count: () => undefined },
  },
  streams: createStreamSlots(1),
  waitMs: 0,
  heartbeatMs: 1_000,
  publicUrl: null,
  baseUrl: 'http://localhost:3000',
};

type Described = {
  summary?: string;
  description?: string;
  parameters?: { name: string; description?: string; schema?: { description?: string } }[];
  responses: Record<string, { description: string; content?: object }>;
  security?: Record<string, unknown>[];
};
type Document = {
  info: { title: string; description: string };
  paths: Record<string, Record<string, Described>>;
  security: Record<string, unknown>[];
  components: { securitySchemes: Record<string, { description?: string }> };
};

const APPS: [name: string, prefix: string, app: ApiApp][] = [
  ['Headless API', '/cgw/process/v1', createHeadlessApp(platform, options)],
  ['Public chat API', '/api/public/v1', createChatApp(platform, options)],
  ['Chat engine API', '/api/v1/engine', createEngineApp(platform, options)],
  ['Threads API', '/rest/v1', createFlowrestApp(platform, options)],
  ['Unified messaging API', '/api/v5', createUmiApp(platform, { ...options, publicUrl: undefined })],
  ['Management API', '/api/v1', createManagementApp(platform, options)],
];

describe.each(APPS)('the document of the %s', (name, prefix, app) => {
  const read = async (): Promise<Document> => {
    const answer = await app.fetch(new Request(`http://x${prefix}/openapi.json`), {} as never);
    return (await answer.json()) as Document;
  };

  it('has summary, parameters, responses and errors of every operation', async () => {
    const { paths } = await read();
    const lacks = Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).flatMap(([method, operation]) =>
        listLacks(operation).map((lack) => `${method} ${path}: ${lack}`),
      ),
    );
    expect(lacks).toEqual([]);
  });

  it('has the title that the console shows', async () => {
    expect((await read()).info.title).toBe(name);
  });

  it('explains every credential that an operation names', async () => {
    const { paths, security, components, info } = await read();
    expect(info.description).toMatch(/\.$/);
    const named = [
      security,
      ...Object.values(paths).flatMap((item) => Object.values(item).map((one) => one.security)),
    ]
      .flatMap((list) => list ?? [])
      .flatMap((one) => Object.keys(one));
    for (const name of named) expect(components.securitySchemes[name]?.description, name).toBeTruthy();
  });
});

function listLacks({ summary, description, parameters = [], responses }: Described): string[] {
  const statuses = Object.keys(responses);
  const lacks = [
    !summary && 'no summary',
    !description && 'no description',
    !statuses.some((status) => status.startsWith('2')) && 'no good answer',
    !statuses.some((status) => status.startsWith('4')) && 'no failure',
    ...parameters.map(
      ({ name, description: own, schema }) => !own && !schema?.description && `${name} is not described`,
    ),
  ];
  return lacks.filter((lack) => typeof lack === 'string');
}
