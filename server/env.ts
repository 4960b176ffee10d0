import { z } from 'zod';
import { startError } from './shared/start-error';

const ROLES = ['api', 'console', 'worker'] as const;

const text = z.string().trim();
const flag = z.enum(['0', '1']).transform((value) => value === '1');
const count = z.coerce.number().int().positive();
const list = text.transform((value) => value.split(',').flatMap((item) => item.trim() || []));

/** The settings of Parley, each with its description. */
const schema = z.object({
  PORT: z.coerce
    .number()
    .int()
    .min(1)
    .max(65_535)
    .default(3000)
    .describe('The port of the console and all APIs.'),
  HOST: text
    .optional()
    .describe(
      'The address to listen on. Default: 127.0.0.1 in demo mode, because the start prints its key, otherwise 0.0.0.0.',
    ),
  PARLEY_PUBLIC_URL: z
    .url()
    .optional()
    .describe(
      'The URL of this server for its callers. The console answers requests for its host only. Default: http://localhost:PORT, and any host.',
    ),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, hostname: /.*/ })
    .optional()
    .describe('The PostgreSQL to use. Default: an embedded one that keeps its data in PARLEY_DATA_DIR.'),
  PARLEY_DATABASE_DIRECT_URL: z
    .url({ protocol: /^postgres(ql)?$/, hostname: /.*/ })
    .optional()
    .describe(
      'The PostgreSQL behind the pooler, for migrations and notifications. Required if DATABASE_URL names a pooler in transaction mode, such as PgBouncer.',
    ),
  PARLEY_DATABASE_POOL: count
    .default(10)
    .describe('The maximum number of connections from this process to PostgreSQL.'),
  PARLEY_DATA_DIR: text
    .default('.data')
    .describe('The folder of the embedded database, the secret and demo.json.'),
  PARLEY_DEMO: flag
    .default(true)
    .describe(
      '1 seeds a demo organization and lets flows and webhooks call this machine. 0 starts empty: the first person to sign up, with the set-up token that the start prints, becomes the owner.',
    ),
  PARLEY_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe(
      'The key that signs sessions and encrypts stored secrets, at least 32 characters. Default: a random one, kept in PARLEY_DATA_DIR.',
    ),
  PARLEY_SECRET_PREVIOUS: list
    .pipe(z.array(z.string().min(32)))
    .default([])
    .describe(
      'Earlier values of PARLEY_SECRET, separated by commas. Data that they signed or encrypted stays valid.',
    ),
  PARLEY_ROLES: list
    .pipe(z.array(z.enum(ROLES)).min(1))
    .default([...ROLES])
    .describe('The parts that this process runs: any of api, console and worker, separated by commas.'),
  PARLEY_ALLOW_HOSTS: list
    .default([])
    .describe('Hosts with private addresses that flows and webhooks may call, separated by commas.'),
  PARLEY_TRUST_PROXY: flag
    .default(false)
    .describe(
      '1 takes the client address from the last entry of X-Forwarded-For, which the proxy in front adds; 0 takes the address of the connection.',
    ),
  PARLEY_RATE_LIMIT_PER_MINUTE: count
    .default(60_000)
    .describe(
      'The maximum number of requests per minute by one API key, and of console calls by one person, over all processes.',
    ),
  PARLEY_RATE_LIMIT_PER_ORG_PER_MINUTE: count
    .default(300_000)
    .describe(
      'The maximum number of requests per minute by all keys, visitors and members of one organization together.',
    ),
  PARLEY_STRANGER_LIMIT_PER_MINUTE: count
    .default(3_000)
    .describe(
      'The maximum number of requests per minute without a valid credential or sign-in by one client address (IPv6: one /64 network), at this process. Beyond it, the address gets 429, except for credentials that the process has seen before.',
    ),
  PARLEY_REQUESTS_AT_ONCE: count
    .default(32)
    .describe(
      'The maximum number of API requests and console calls that this process works on at the same time. Others wait; organizations take turns.',
    ),
  PARLEY_REQUESTS_WAITING: count
    .default(5_000)
    .describe('The maximum number of API requests and console calls that wait. Further ones get 503.'),
  PARLEY_REQUEST_WAIT_SECONDS: count
    .default(5)
    .describe(
      'The maximum number of seconds that a request waits for its turn, and for a connection to PostgreSQL, before it gets 503.',
    ),
  PARLEY_REQUESTS_OPEN: count
    .default(10_000)
    .describe(
      'The maximum number of open API requests and console calls, including those that wait for a response from outside.',
    ),
  PARLEY_BODY_MEMORY_MIB: count
    .default(128)
    .describe(
      'The memory for bodies of open requests, in MiB. One organization can take three quarters of it.',
    ),
  PARLEY_STRANGER_BODY_MEMORY_MIB: count
    .default(24)
    .describe(
      'The memory for bodies that are read before their credential is known, in MiB. One client address can take half of it.',
    ),
  PARLEY_BODY_GRACE_SECONDS: count
    .default(10)
    .describe(
      'The number of seconds for which a body can arrive more slowly than PARLEY_BODY_BYTES_PER_SECOND.',
    ),
  PARLEY_BODY_BYTES_PER_SECOND: count
    .default(1_000)
    .describe('The minimum average rate at which a body must arrive. Slower requests get 408.'),
  PARLEY_EVENT_STREAMS: count
    .default(10_000)
    .describe('The maximum number of open event streams, including those of the console.'),
  PARLEY_DRAIN_SECONDS: count
    .default(10)
    .describe('The number of seconds that running requests have to finish when the process stops.'),
  PARLEY_START_WAIT_SECONDS: count
    .default(60)
    .describe(
      'The number of seconds for which each step of the start is retried while PostgreSQL is unreachable, starting or out of connections.',
    ),
  PARLEY_OIDC_ISSUER: z
    .url()
    .optional()
    .describe('The OpenID Connect issuer for single sign-on to the console.'),
  PARLEY_OIDC_CLIENT_ID: text.optional().describe('The client ID of this console at PARLEY_OIDC_ISSUER.'),
  PARLEY_OIDC_CLIENT_SECRET: text.optional().describe('The client secret for PARLEY_OIDC_CLIENT_ID.'),
  PARLEY_OIDC_NAME: text
    .default('single sign-on')
    .describe('The name of the issuer on the sign-in page, after "Continue with".'),
  PARLEY_OIDC_ASSUME_EMAIL_VERIFIED: flag
    .default(false)
    .describe(
      '1 treats email addresses as verified if PARLEY_OIDC_ISSUER sends no email_verified. Use it only if people cannot choose their address at the issuer: anyone with the address of a member signs in as that member.',
    ),
  PARLEY_SIGN_IN_HOURS: count
    .max(8760)
    .default(12)
    .describe(
      'The number of hours after which a sign-in to the console ends, even if it is in use; at most 8760 (a year). An unused sign-in ends after 14 days at the latest. OWASP ASVS 3.3.2 (level 2) requires the default. A longer time asks people for their password less often, and keeps a forgotten or stolen sign-in open for longer.',
    ),
  PARLEY_SMTP_URL: z
    .url({ protocol: /^smtps?$/, hostname: /.+/ })
    .optional()
    .describe(
      'The SMTP server for mails, as smtp:// or smtps:// with credentials in the URL. Default: no mail is sent.',
    ),
  PARLEY_MAIL_FROM: text
    .regex(
      /^[^\r\n<>]*<[^\s<>@]+@[^\s<>@]+>$|^[^\s<>@]+@[^\s<>@]+$/,
      'must be an address, or a name and <an address>',
    )
    .optional()
    .describe('The sender of mails, such as "Parley <parley@example.com>". Required with PARLEY_SMTP_URL.'),
  PARLEY_STOP_DELAY_SECONDS: z.coerce
    .number()
    .int()
    .min(0)
    .default(0)
    .describe(
      'The number of seconds that the process keeps serving after SIGTERM while /api/ready says 503, so that load balancers stop sending requests.',
    ),
  PARLEY_MAX_LAG_SECONDS: count
    .default(60)
    .describe('The maximum number of seconds that work waits before /api/ready of a worker says 503.'),
  PARLEY_METRICS: flag
    .default(false)
    .describe('1 collects metrics and serves them on /metrics in the Prometheus text format.'),
  PARLEY_METRICS_TOKEN: text
    .regex(/^\S{16,}$/, 'must be 16 characters or more, without spaces')
    .optional()
    .describe(
      'The bearer token for /metrics, at least 16 characters. Default: only this machine can read /metrics.',
    ),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('The OpenTelemetry receiver for traces (OTLP over HTTP). Default: no traces are sent.'),
  OTEL_SERVICE_NAME: text.default('parley').describe('The service name in traces.'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(1)
    .describe(
      'The share of new traces that is kept, from 0 to 1. For a trace that a caller began, the caller decides.',
    ),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('The minimum level of log lines: debug, info, warn, error or silent.'),
});

export type Setting = { name: string; does: string; defaultText: string | null };

/** The settings of one process, with defaults. */
export type Env = z.output<typeof schema>;

/** Parses the settings; throws one sentence that names every invalid variable. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (result.success) return requireSender(result.data);
  throw startError(`Wrong settings: ${result.error.issues.map(toComplaint).join('; ')}.`);
}

function requireSender(env: Env): Env {
  if (!env.PARLEY_SMTP_URL || env.PARLEY_MAIL_FROM) return env;
  throw startError('Wrong settings: PARLEY_SMTP_URL needs PARLEY_MAIL_FROM, the sender of mails.');
}

/** The address to listen on. */
export function toListenHost(env: Env): string {
  return env.HOST ?? (env.PARLEY_DEMO ? '127.0.0.1' : '0.0.0.0');
}

/** The URL of this server for its callers, without a slash at the end. */
export function toBaseUrl(env: Env): string {
  return env.PARLEY_PUBLIC_URL?.replace(/\/+$/, '') ?? `http://localhost:${env.PORT}`;
}

/** The lifetime of a console sign-in, in milliseconds. */
export function toSignInLifetimeMs(env: Pick<Env, 'PARLEY_SIGN_IN_HOURS'>): number {
  return env.PARLEY_SIGN_IN_HOURS * 3_600_000;
}

/** The host and port that processes on this machine use. */
export function toLoopback(env: Env): string {
  const host = toListenHost(env);
  return `${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${env.PORT}`;
}

/** Lists each variable with its description and default; null where there is no fixed default. */
export function listSettings(): Setting[] {
  const defaults: Record<string, unknown> = readEnv({});
  return Object.entries(schema.shape).map(([name, field]) => ({
    name,
    does: field.description ?? '',
    defaultText: toVariable(defaults[name]),
  }));
}

// The text that a variable would hold to mean this value.
function toVariable(value: unknown): string | null {
  if (value === undefined) return null;
  if (typeof value === 'boolean') return value ? '1' : '0';
  return String(value);
}

function toComplaint({ path, message }: z.core.$ZodIssue): string {
  const name = String(path[0]);
  const does = schema.shape[name as keyof Env]?.description ?? '';
  return `${name}: ${message} (${does.replace(/\.$/, '')})`;
}
