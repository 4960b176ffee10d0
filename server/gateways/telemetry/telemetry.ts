import { type Meters, NO_METERS } from './meters';
import { NO_TRACER, type Tracer } from './tracer';

/** The process's numbers as Prometheus reads them. */
export type Exposition = { contentType: string; render(): Promise<string> };

/** What lets its operators see into a process. */
export type Telemetry = {
  meters: Meters;
  tracer: Tracer;
  /** Null while metrics are off. */
  exposition: Exposition | null;
  /** Sends what was traced and not yet sent. */
  close(): Promise<void>;
};

/** Sees nothing and costs nothing. */
export const NO_TELEMETRY: Telemetry = {
  meters: NO_METERS,
  tracer: NO_TRACER,
  exposition: null,
  close: async () => undefined,
};
