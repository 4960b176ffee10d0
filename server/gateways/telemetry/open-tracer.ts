/*
 * Traces by OpenTelemetry, sent as OTLP over HTTP.
 * traces/no-globals   Nothing of OpenTelemetry is registered globally: the parent of a span is an argument.
 * traces/never-block  A slow or missing receiver costs traces, never requests: the queue of unsent spans is bounded.
 */
import type { Context, Tracer as OtelTracer, SpanContext } from '@opentelemetry/api';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';
import type { Log } from '../log';
import { VERSION } from '../version';
import { formatTraceHeaders, parseTraceHeaders } from './trace-headers';
import type { Span, SpanKind, Tracer } from './tracer';

export type TraceSettings = {
  /** The receiver's base URL; traces go to `/v1/traces` below it. */
  endpoint: string;
  serviceName: string;
  /** The share of new traces that is kept, 0 to 1; for a caller's trace the caller decides. */
  ratio: number;
};

type Api = typeof import('@opentelemetry/api');

const SEND_MS = 5_000;
const CLOSE_MS = 3_000;
const WARN_EVERY_MS = 60_000;

/** Creates the tracer; `close` sends the remaining spans within 3 s. */
export async function openTracer(
  { endpoint, serviceName, ratio }: TraceSettings,
  log: Log,
): Promise<{ tracer: Tracer; close(): Promise<void> }> {
  const [api, sdk, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
  const exporter = logFailures(new OTLPTraceExporter({ url, timeoutMillis: SEND_MS }), log);
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName, 'service.version': VERSION }),
    sampler: new sdk.ParentBasedSampler({ root: new sdk.TraceIdRatioBasedSampler(ratio) }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter })],
  });
  const tracer = createTracer(api, provider.getTracer('parley', VERSION), api.ROOT_CONTEXT);
  return { tracer, close: () => closeWithin(provider, CLOSE_MS) };
}

function createTracer(api: Api, otel: OtelTracer, context: Context): Tracer {
  const here = api.trace.getSpanContext(context);
  return {
    start: (name, kind) => startSpan(api, otel, context, { name, kind }),
    from: (headers) => {
      const caller = parseTraceHeaders(headers);
      return createTracer(
        api,
        otel,
        caller ? api.trace.setSpanContext(api.ROOT_CONTEXT, toRemote(api, caller)) : api.ROOT_CONTEXT,
      );
    },
    headers: here ? formatTraceHeaders({ ...here, traceState: here.traceState?.serialize() ?? null }) : {},
  };
}

function startSpan(
  api: Api,
  otel: OtelTracer,
  context: Context,
  { name, kind }: { name: string; kind: SpanKind },
): Span {
  const span = otel.startSpan(name, { kind: toKind(api, kind) }, context);
  return {
    tracer: createTracer(api, otel, api.trace.setSpan(context, span)),
    set: (attribute, value) => void span.setAttribute(attribute, value),
    fail: (reason) => {
      span.setAttribute('error.type', reason);
      span.setStatus({ code: api.SpanStatusCode.ERROR });
    },
    end: () => span.end(),
  };
}

function toKind({ SpanKind }: Api, kind: SpanKind): number {
  return { server: SpanKind.SERVER, internal: SpanKind.INTERNAL, client: SpanKind.CLIENT }[kind];
}

function toRemote(api: Api, caller: NonNullable<ReturnType<typeof parseTraceHeaders>>): SpanContext {
  const { traceState, ...ids } = caller;
  return { ...ids, isRemote: true, ...(traceState && { traceState: api.createTraceState(traceState) }) };
}

/** An exporter that logs failures, at most once a minute. */
function logFailures(exporter: SpanExporter, log: Log): SpanExporter {
  let quietUntil = 0;
  const report = (err: Error | undefined, spans: number): void => {
    if (performance.now() < quietUntil) return;
    quietUntil = performance.now() + WARN_EVERY_MS;
    log.warn({ err, spans }, 'trace export failed');
  };
  return {
    export: (spans: ReadableSpan[], done) =>
      exporter.export(spans, (result) => {
        if (result.code !== 0) report(result.error, spans.length);
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
}

async function closeWithin(provider: { shutdown(): Promise<void> }, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([provider.shutdown().catch(() => undefined), late]);
  clearTimeout(timer);
}
