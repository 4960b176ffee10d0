import type { RunningProgram } from '../support/run-child';

/** A request template of a load; `#` in its path or body becomes the request number. */
export type Planned = {
  baseUrl: string;
  method: 'GET' | 'POST';
  path: string;
  apiKey: string;
  body: string | null;
};

/** A load: its request templates are sent in rotation. */
export type LoadOrders = {
  requests: readonly Planned[];
  /** Null until it is stopped. */
  seconds: number | null;
  /** Requests per second regardless of responses; null sends as fast as responses arrive. */
  perSecond: number | null;
  /** The maximum number in flight. */
  connections: number;
};

/** The outcome of one request. */
export type Answer = {
  no: number;
  /** When it was sent, as Unix time in milliseconds. */
  at: number;
  ms: number;
  /** 0 without a response. */
  status: number;
  retryAfter: number | null;
  /** RateLimit-Limit, -Remaining and -Reset. */
  limit: number | null;
  remaining: number | null;
  reset: number | null;
  /** A connection error, or a response that is neither success nor a retryable refusal. */
  problem: string | null;
};

export type LoadReport = {
  answers: Answer[];
  /** When the first and the last were sent, as Unix time in milliseconds. */
  begunAt: number;
  endedAt: number;
  /** The share of one processor that the load used; 1 is all. */
  processorShare: number;
};

/** Runs a load from its own process. */
export type PutLoad = (orders: LoadOrders & { seconds: number }) => Promise<LoadReport>;
/** Starts a load in its own process, which is stopped later. */
export type OpenLoad = (orders: LoadOrders) => RunningProgram<LoadReport>;

/** Checks whether the request was accepted. */
export const isAccepted = ({ status }: Answer): boolean => status >= 200 && status < 300;

/** Counts these requests by status; 0 means no response. */
export function countStatuses(name: string, answers: readonly Answer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status } of answers) {
    const counted = `${name} answered ${status}`;
    counts[counted] = (counts[counted] ?? 0) + 1;
  }
  return counts;
}
