import { type Meters, NO_METERS } from './meters';
import { NO_TRACER, type Tracer } from './tracer';

/** The metrics of the process in Prometheus format. */
export type Exposition = { contentType: string; render(): Promise<string> };

/** The telemetry of a process. */
export type Telemetry = {
  meters: Meters;
  tracer: Tracer;
  /** Null while metrics are off. */
  exposition: Exposition | null;
  /** Sends the remaining spans. */
  close(): Promise<void>;
};

/** Telemetry that is off. */
export const NO_TELEMETRY: Telemetry = {
  meters: NO_METERS,
  tracer: NO_TRACER,
  exposition: null,
  close: async () => undefined,
};
