import type { Log } from '../log';
import { openMeters } from './open-meters';
import { openTracer, type TraceSettings } from './open-tracer';
import { NO_TELEMETRY, type Telemetry } from './telemetry';

export type TelemetrySettings = {
  metrics: boolean;
  /** Null traces nothing. */
  traces: TraceSettings | null;
};

/** Opens what the settings ask for; the packages of what is off are not even loaded. */
export async function openTelemetry({ metrics, traces }: TelemetrySettings, log: Log): Promise<Telemetry> {
  const counting = metrics ? await openMeters() : null;
  const tracing = traces ? await openTracer(traces, log) : null;
  return { ...NO_TELEMETRY, ...counting, ...tracing };
}
