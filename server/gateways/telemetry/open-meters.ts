import type { Gauge, Histogram, Registry } from 'prom-client';
import {
  type AdmissionLevels,
  ATTEMPT_OUTCOMES,
  type BacklogLevels,
  type CountResponse,
  EFFECT_KINDS,
  EFFECT_OUTCOMES,
  type Levels,
  type Meters,
  ROW_KINDS,
  TURN_OUTCOMES,
} from './meters';
import type { Exposition } from './telemetry';

type Prom = typeof import('prom-client');

const MS = 1_000;
const TURN_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
const CALL_BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
const ANSWER_BUCKETS = [0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const OTHER = 'other';

/** Creates the meters of a process and its Prometheus endpoint, including Node's own metrics. */
export async function openMeters(): Promise<{ meters: Meters; exposition: Exposition }> {
  const prom = await import('prom-client');
  const registry = new prom.Registry();
  prom.collectDefaultMetrics({ register: registry });
  const meters: Meters = {
    turn: toTurnMeter(prom, registry),
    turnConflict: toLostRaceMeter(prom, registry),
    effect: toEffectMeter(prom, registry),
    attempt: toAttemptMeter(prom, registry),
    dropped: toDroppedMeter(prom, registry),
    responsesOf: toAnswersMeter(prom, registry),
    watch: (levels) => watchLevels(prom, registry, levels),
    watchAdmission: toAdmissionMeter(prom, registry),
  };
  return { meters, exposition: { contentType: registry.contentType, render: () => registry.metrics() } };
}

function toTurnMeter({ Histogram }: Prom, registry: Registry): Meters['turn'] {
  const histogram = new Histogram({
    name: 'parley_turn_duration_seconds',
    help: 'Duration of a session turn in seconds, from reading the session to its commit, by outcome.',
    labelNames: ['outcome'],
    buckets: TURN_BUCKETS,
    registers: [registry],
  });
  const children = toChildren(histogram, TURN_OUTCOMES, (outcome) => ({ outcome }));
  return (outcome, ms) => children[outcome].observe(ms / MS);
}

function toLostRaceMeter({ Counter }: Prom, registry: Registry): Meters['turnConflict'] {
  const counter = new Counter({
    name: 'parley_turn_conflicts_total',
    help: 'Turns that were computed again because another turn of the session was committed first.',
    registers: [registry],
  });
  return () => counter.inc();
}

function toEffectMeter({ Histogram }: Prom, registry: Registry): Meters['effect'] {
  const histogram = new Histogram({
    name: 'parley_effect_duration_seconds',
    help: 'Duration of the calls of flows in seconds, including retries, by kind and outcome.',
    labelNames: ['kind', 'outcome'],
    buckets: CALL_BUCKETS,
    registers: [registry],
  });
  const children = toRecord(EFFECT_KINDS, (kind) =>
    toChildren(histogram, EFFECT_OUTCOMES, (outcome) => ({ kind, outcome })),
  );
  return (kind, outcome, ms) => children[kind][outcome].observe(ms / MS);
}

function toAttemptMeter({ Histogram }: Prom, registry: Registry): Meters['attempt'] {
  const histogram = new Histogram({
    name: 'parley_delivery_attempt_duration_seconds',
    help: 'Duration of a delivery attempt in seconds, by its outcome for the delivery.',
    labelNames: ['outcome'],
    buckets: CALL_BUCKETS,
    registers: [registry],
  });
  const children = toChildren(histogram, ATTEMPT_OUTCOMES, (outcome) => ({ outcome }));
  return (outcome, ms) => children[outcome].observe(ms / MS);
}

function toDroppedMeter({ Counter }: Prom, registry: Registry): Meters['dropped'] {
  const counter = new Counter({
    name: 'parley_rows_dropped_total',
    help: 'Rows of batched writes that could not be stored, by kind.',
    labelNames: ['kind'],
    registers: [registry],
  });
  const children = toRecord(ROW_KINDS, (kind) => counter.labels({ kind }));
  return (kind, rows) => children[kind].inc(rows);
}

function toAnswersMeter({ Histogram }: Prom, registry: Registry): Meters['responsesOf'] {
  const histogram = new Histogram({
    name: 'parley_http_request_duration_seconds',
    help: 'Duration of a request in seconds, until the first byte of the response, by API, method and status class.',
    labelNames: ['surface', 'method', 'status'],
    buckets: ANSWER_BUCKETS,
    registers: [registry],
  });
  return (surface) => countAnswers((method, status) => histogram.labels({ surface, method, status }));
}

/** Children are created at their first count: most combinations never occur. */
function countAnswers(childOf: (method: string, status: string) => Child): CountResponse {
  const rows: Child[][] = [...METHODS, OTHER].map(() => []);
  return (method, status, ms) => {
    const known = METHODS.indexOf(method);
    const row = rows[known === -1 ? METHODS.length : known] ?? [];
    const statusClass = Math.floor(status / 100);
    row[statusClass] ??= childOf(METHODS[known] ?? OTHER, `${statusClass}xx`);
    row[statusClass].observe(ms / MS);
  };
}

function watchLevels(prom: Prom, registry: Registry, { pool, backlog }: Levels): void {
  const connections: Gauge = new prom.Gauge({
    name: 'parley_database_connections',
    help: 'Database connections of this process, by state.',
    labelNames: ['state'],
    registers: [registry],
    collect: () => {
      const { total, idle } = pool();
      connections.set({ state: 'idle' }, idle);
      connections.set({ state: 'busy' }, total - idle);
    },
  });
  const waiting: Gauge = new prom.Gauge({
    name: 'parley_database_waiting',
    help: 'Statements of this process that wait for a database connection.',
    registers: [registry],
    collect: (): void => waiting.set(pool().waiting),
  });
  for (const { name, help, of } of BACKLOG_GAUGES) {
    const gauge: Gauge = new prom.Gauge({
      name,
      help: `${help} Equal in every process; NaN while the database is unavailable.`,
      registers: [registry],
      collect: async () => {
        const levels = await backlog();
        gauge.set(levels ? of(levels) : Number.NaN);
      },
    });
  }
}

const BACKLOG_GAUGES: { name: string; help: string; of: (levels: BacklogLevels) => number }[] = [
  {
    name: 'parley_worker_lag_seconds',
    help: 'Age in seconds of the oldest timer, event or lapsed call that waits for a worker.',
    of: ({ workerLagMs }) => workerLagMs / MS,
  },
  {
    name: 'parley_deliveries_pending',
    help: 'Undelivered webhooks, counted up to 100,000.',
    of: ({ deliveriesPending }) => deliveriesPending,
  },
  {
    name: 'parley_delivery_oldest_due_seconds',
    help: 'Age in seconds of the oldest due webhook.',
    of: ({ oldestDueMs }) => oldestDueMs / MS,
  },
];

function toAdmissionMeter({ Gauge }: Prom, registry: Registry): Meters['watchAdmission'] {
  const reads: (() => AdmissionLevels)[] = [];
  for (const { name, help, of } of ADMISSION_GAUGES) {
    const gauge: Gauge = new Gauge({
      name,
      help,
      registers: [registry],
      collect: (): void => gauge.set(reads.reduce((sum, read) => sum + of(read()), 0)),
    });
  }
  return (read) => void reads.push(read);
}

const ADMISSION_GAUGES: { name: string; help: string; of: (levels: AdmissionLevels) => number }[] = [
  {
    name: 'parley_requests_open',
    help: 'Requests in this process, including those that wait.',
    of: ({ requests }) => requests,
  },
  {
    name: 'parley_requests_working',
    help: 'Requests that this process works on, at most PARLEY_REQUESTS_AT_ONCE.',
    of: ({ working }) => working,
  },
  {
    name: 'parley_requests_waiting',
    help: 'Requests that wait for their turn, at most PARLEY_REQUESTS_WAITING.',
    of: ({ waiting }) => waiting,
  },
  {
    name: 'parley_request_body_bytes',
    help: 'Memory of request bodies in bytes, at most PARLEY_BODY_MEMORY_MIB.',
    of: ({ bodyBytes }) => bodyBytes,
  },
];

type Child = Histogram.Internal<string>;

/** Creates all children at once, so that each is exported as 0 before it first occurs. */
function toChildren<const Name extends string>(
  histogram: Histogram,
  names: readonly Name[],
  toLabels: (name: Name) => Record<string, string>,
): Record<Name, Child> {
  return toRecord(names, (name) => {
    histogram.zero(toLabels(name));
    return histogram.labels(toLabels(name));
  });
}

function toRecord<Name extends string, Value>(
  names: readonly Name[],
  toValue: (name: Name) => Value,
): Record<Name, Value> {
  return Object.fromEntries(names.map((name) => [name, toValue(name)])) as Record<Name, Value>;
}
