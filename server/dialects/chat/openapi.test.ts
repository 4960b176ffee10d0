import { describe, expect, it } from 'vitest';
import { NO_TELEMETRY } from '@/server/gateways/telemetry/telemetry';
import { createAdmission } from '@/server/http/admission/admission';
import type { Platform } from '@/server/services/context';
import { createChatApp, createEngineApp } from '.';

const limits = {
  rate: { consume: () => undefined },
  admission: createAdmission({ places: 1, queue: 1, waitMs: 1, requests: 1, bodyBytes: 1, strangerBytes: 1 }),
  bodyRate: { graceMs: 1, bytesPerSecond: 1 },
  strangers: { check: () => undefined, count: () => undefined },
};
// The document is made of the routes alone.
const platform = {
  ...NO_TELEMETRY,
  clock: { now: () => 0 },
  ids: { uuid: () => 'x' },
  log: { info: () => undefined, error: () => undefined },
} as unknown as Platform;

describe.each([
  [
    '/api/public/v1',
    createChatApp(platform, { limits, waitMs: 0, publicUrl: null, baseUrl: 'http://localhost:3000' }),
    '/chat/messages',
  ],
  ['/api/v1/engine', createEngineApp(platform, { limits, waitMs: 0 }), '/triggers/chat'],
])('the document of %s', (prefix, app, path) => {
  it('describes the routes, and resolves every reference', async () => {
    const response = await app.fetch(new Request(`http://x${prefix}/openapi.json`));
    const document = (await response.json()) as { paths: object; components: { schemas: object } };
    expect(Object.keys(document.paths)).toContain(`${prefix}${path}`);
    const references = JSON.stringify(document).match(/(?<="\$ref":"#\/components\/schemas\/)[^"]+/g) ?? [];
    expect(references.length).toBeGreaterThan(0);
    const [message] = Object.entries(document.components.schemas).filter(([name]) => name === 'ChatMessage');
    if (message) expect(JSON.stringify(message)).toMatch(/intentName.*waitToken/);
    for (const name of references) expect(Object.keys(document.components.schemas)).toContain(name);
  });
});
