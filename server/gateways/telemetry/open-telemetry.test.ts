import { createRequire } from 'node:module';
import { afterEach, describe, expect, it } from 'vitest';
import { openTestHttpServer, sendJson, type TestHttpServer } from '@/server/tools/test/http-server';
import { createLog, silentLog } from '../log';
import { openTelemetry } from './open-telemetry';
import { NO_TELEMETRY } from './telemetry';
import { formatTraceHeaders, parseTraceHeaders } from './trace-headers';
import { traced } from './traced';
import { NO_SPAN } from './tracer';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = 'b7ad6b7169203331';
const { cache } = createRequire(import.meta.url);
const isLoaded = (name: string) => Object.keys(cache).some((file) => file.includes(`/node_modules/${name}/`));
const headers = (values: Record<string, string>) => ({ get: (name: string) => values[name] ?? null });
const settings = (endpoint: string, ratio = 1) => ({ endpoint, ratio, serviceName: 'test' });

let receiver: TestHttpServer | null = null;
afterEach(async () => {
  await receiver?.close();
  receiver = null;
});

describe('telemetry that is off', () => {
  it('loads no library', async () => {
    expect(await openTelemetry({ metrics: false, traces: null }, silentLog)).toEqual(NO_TELEMETRY);
    expect([isLoaded('prom-client'), isLoaded('@opentelemetry/sdk-trace')]).toEqual([false, false]);
    await openTelemetry({ metrics: true, traces: settings('http://127.0.0.1:9') }, silentLog);
    expect([isLoaded('prom-client'), isLoaded('@opentelemetry/sdk-trace')]).toEqual([true, true]);
  });

  it('runs the work unchanged', async () => {
    const platform = { tracer: NO_TELEMETRY.tracer };
    const given = await traced(platform, { name: 'work', kind: 'internal' }, async (under, span) => ({
      under,
      span,
    }));
    expect(given.under).toBe(platform);
    expect(given.span).toBe(NO_SPAN);
    expect(NO_TELEMETRY.tracer.from(headers({ traceparent: `00-${TRACE}-${PARENT}-01` })).headers).toEqual(
      {},
    );
  });
});

describe('trace headers', () => {
  it.each([
    [`00-${TRACE}-${PARENT}-01`, 1],
    [`00-${TRACE}-${PARENT}-00`, 0],
    [`cc-${TRACE}-${PARENT}-01-what-the-future-will-be-like`, 1],
  ])('are parsed: %s', (traceparent, traceFlags) => {
    expect(parseTraceHeaders(headers({ traceparent, tracestate: 'vendor=1' }))).toEqual({
      traceId: TRACE,
      spanId: PARENT,
      traceFlags,
      traceState: 'vendor=1',
    });
  });

  it.each([
    '',
    'nonsense',
    `ff-${TRACE}-${PARENT}-01`,
    `00-${TRACE}-${PARENT}-01-more`,
    `00-${TRACE.toUpperCase()}-${PARENT}-01`,
    `00-${'0'.repeat(32)}-${PARENT}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
  ])('are ignored: %j', (traceparent) => {
    expect(parseTraceHeaders(headers({ traceparent }))).toBeNull();
  });

  it('are passed on unchanged, except an overlong state', () => {
    const given = { traceparent: `00-${TRACE}-${PARENT}-00`, tracestate: 'a=1,b=2' };
    const place = parseTraceHeaders(headers(given));
    expect(place && formatTraceHeaders(place)).toEqual(given);
    const long = parseTraceHeaders(headers({ ...given, tracestate: `a=${'x'.repeat(600)}` }));
    expect(long?.traceState).toBeNull();
  });
});

describe('a tracer', () => {
  it('samples its share of new traces, and follows the decision of callers', async () => {
    receiver = await openTestHttpServer((_, response) => sendJson(response, 200, {}));
    const { tracer, close } = await openTelemetry(
      { metrics: false, traces: settings(`${receiver.url}/`, 0) },
      silentLog,
    );
    tracer.start('new', 'internal').end();
    const kept = tracer.from(headers({ traceparent: `00-${TRACE}-${PARENT}-01`, tracestate: 'v=1' }));
    const span = kept.start('kept', 'server');
    expect(span.tracer.headers).toMatchObject({ tracestate: 'v=1' });
    span.end();
    tracer
      .from(headers({ traceparent: `00-${TRACE}-${PARENT}-00` }))
      .start('dropped', 'server')
      .end();
    await close();
    const sent = receiver.received.map(({ body }) => body).join('');
    expect(sent).toContain('"kept"');
    expect(sent).not.toMatch(/"new"|"dropped"/);
  });

  it('marks failures by their code, never their message', async () => {
    receiver = await openTestHttpServer((_, response) => sendJson(response, 200, {}));
    const traces = settings(receiver.url);
    const { tracer, close } = await openTelemetry({ metrics: false, traces }, silentLog);
    const failing = traced({ tracer }, { name: 'work', kind: 'internal' }, async () => {
      throw new Error('a canary');
    });
    await expect(failing).rejects.toThrow('a canary');
    await close();
    const sent = receiver.received.map(({ body }) => body).join('');
    expect(sent).toContain('"error.type"');
    expect(sent).toContain('"internal"');
    expect(sent).not.toContain('canary');
  });

  it('shuts down in time and logs once when no receiver accepts its traces (traces/never-block)', async () => {
    const lines: string[] = [];
    const log = createLog('warn', { write: (line: string) => void lines.push(line) });
    const traces = settings('http://127.0.0.1:9');
    const { tracer, close } = await openTelemetry({ metrics: false, traces }, log);
    for (let count = 0; count < 5_000; count += 1) tracer.start('lost', 'internal').end();
    await close();
    await expect.poll(() => lines.length).toBe(1);
    expect(lines[0]).toContain('trace export failed');
  });
});
