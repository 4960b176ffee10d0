import type { Log } from '../log';
import { openMeters } from './open-meters';
import { openTracer, type TraceSettings } from './open-tracer';
import { NO_TELEMETRY, type Telemetry } from './telemetry';

export type TelemetrySettings = {
  metrics: boolean;
  /** Null turns tracing off. */
  traces: TraceSettings | null;
};

/** Opens the configured telemetry; the packages of disabled parts are not loaded. */
export async function openTelemetry({ metrics, traces }: TelemetrySettings, log: Log): Promise<Telemetry> {
  const counting = metrics ? await openMeters() : null;
  const tracing = traces ? await openTracer(traces, log) : null;
  return { ...NO_TELEMETRY, ...counting, ...tracing };
}
