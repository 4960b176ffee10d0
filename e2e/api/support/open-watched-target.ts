import { silentLog } from '@/server/gateways/log';
import { openTelemetry } from '@/server/gateways/telemetry/open-telemetry';
import type { Telemetry } from '@/server/gateways/telemetry/telemetry';
import { openTestHttpServer, sendJson, type TestHttpServer } from '@/server/tools/test/http-server';
import { openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import { startWorker } from '@/server/worker/loop';
import { makeKey, openDirectMount } from './direct-mount';
import type { OpenTarget } from './open-target';

/** A span in OTLP JSON. */
export type SentSpan = {
  name: string;
  kind: number;
  traceId: string;
  spanId: string;
  parentSpanId: string | undefined;
  attributes: Record<string, string | number>;
};

export type WatchedTarget = OpenTarget & {
  testEnv: TestEnv;
  telemetry: Telemetry;
  /** Flushes the traces and returns all received spans. */
  readSpans(): Promise<SentSpan[]>;
  /** The raw requests at the trace receiver. */
  receiver: TestHttpServer;
};

/** Opens a server with a worker, metrics, and traces sent to a local receiver. */
export async function openWatchedTarget({ isOn }: { isOn: boolean }): Promise<WatchedTarget> {
  const receiver = await openTestHttpServer((_, response) => sendJson(response, 200, {}));
  const traces = { endpoint: receiver.url, serviceName: 'parley-test', ratio: 1 };
  const telemetry = await openTelemetry({ metrics: isOn, traces: isOn ? traces : null }, silentLog);
  const testEnv = await openTestEnv({ telemetry });
  const mount = await openDirectMount(testEnv.platform);
  const worker = startWorker(testEnv.platform, { pollMs: 50 });
  const close = async () => {
    await worker.stop();
    await mount.close();
    await testEnv.close();
    await telemetry.close();
    await receiver.close();
  };
  const readSpans = async () => {
    await telemetry.close();
    return receiver.received.flatMap(({ body }) => toSpans(JSON.parse(body)));
  };
  const apiKey = await makeKey(testEnv.platform, testEnv.orgId);
  const target = { baseUrl: mount.baseUrl, orgId: testEnv.orgId, apiKey };
  return { ...target, testEnv, telemetry, receiver, readSpans, close };
}

type Value = { stringValue?: string; intValue?: number | string };
type RawSpan = Omit<SentSpan, 'attributes'> & { attributes: { key: string; value: Value }[] };
type Sent = { resourceSpans: { scopeSpans: { spans: RawSpan[] }[] }[] };

function toSpans({ resourceSpans }: Sent): SentSpan[] {
  const spans = resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans: some }) => some));
  return spans.map(({ attributes, ...span }) => ({
    ...span,
    attributes: Object.fromEntries(
      attributes.map(({ key, value }) => [key, value.stringValue ?? Number(value.intValue)]),
    ),
  }));
}
