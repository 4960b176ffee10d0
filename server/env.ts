import { z } from 'zod';
import { startError } from './shared/start-error';

const ROLES = ['api', 'console', 'worker'] as const;

const text = z.string().trim();
const flag = z.enum(['0', '1']).transform((value) => value === '1');
const count = z.coerce.number().int().positive();
const list = text.transform((value) => value.split(',').flatMap((item) => item.trim() || []));

/** The settings of Parley, each with one sentence. */
const schema = z.object({
  PORT: z.coerce
    .number()
    .int()
    .min(1)
    .max(65_535)
    .default(3000)
    .describe('The port for the console and all APIs.'),
  HOST: text
    .optional()
    .describe(
      'The address to listen on; without it 127.0.0.1 in demo mode, whose key is printed, else 0.0.0.0.',
    ),
  PARLEY_PUBLIC_URL: z
    .url()
    .optional()
    .describe(
      'The address under which others reach this server; the console answers under its host alone. Without it http://localhost:PORT, and any host.',
    ),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, hostname: /.*/ })
    .optional()
    .describe('The PostgreSQL to use; without it one is started from npm with its data in PARLEY_DATA_DIR.'),
  PARLEY_DATABASE_DIRECT_URL: z
    .url({ protocol: /^postgres(ql)?$/, hostname: /.*/ })
    .optional()
    .describe(
      'Where DATABASE_URL leads to a pooler in transaction mode, such as PgBouncer: the PostgreSQL behind it, for migrations and notices.',
    ),
  PARLEY_DATABASE_POOL: count
    .default(10)
    .describe('The most connections to PostgreSQL that this process holds open.'),
  PARLEY_DATA_DIR: text
    .default('.data')
    .describe('The folder for the embedded database, the secret and demo.json.'),
  PARLEY_DEMO: flag
    .default(true)
    .describe(
      '1 (the default) seeds a demo organization and lets flows and webhooks call this machine; 0 starts empty, and the first sign-up, which needs the set-up token that the start prints, is the owner.',
    ),
  PARLEY_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe(
      'What sessions are signed and stored secrets encrypted with; without it one is kept in PARLEY_DATA_DIR.',
    ),
  PARLEY_SECRET_PREVIOUS: list
    .pipe(z.array(z.string().min(32)))
    .default([])
    .describe(
      'Secrets, separated by commas, that PARLEY_SECRET took over from: what they sealed and signed still holds.',
    ),
  PARLEY_ROLES: list
    .pipe(z.array(z.enum(ROLES)).min(1))
    .default([...ROLES])
    .describe('Which parts this process runs: any of api, console and worker, separated by commas.'),
  PARLEY_ALLOW_HOSTS: list
    .default([])
    .describe(
      'Hosts, separated by commas, that flows and webhooks may call although their address is private.',
    ),
  PARLEY_TRUST_PROXY: flag
    .default(false)
    .describe(
      '1 believes the right end of X-Forwarded-For, which a proxy in front wrote; 0 takes the address of the connection.',
    ),
  PARLEY_RATE_LIMIT_PER_MINUTE: count
    .default(60_000)
    .describe(
      'How many requests one API key, and how many calls one person in the console, may make in a minute, over all processes.',
    ),
  PARLEY_RATE_LIMIT_PER_ORG_PER_MINUTE: count
    .default(300_000)
    .describe(
      'How many requests all keys, visitors and people of one organization may make in a minute together.',
    ),
  PARLEY_STRANGER_LIMIT_PER_MINUTE: count
    .default(3_000)
    .describe(
      'How many API requests without a credential, or with a wrong one, and calls of the console without a sign-in one client address (IPv6: one /64) may make in a minute at this process; beyond it, 429 for all but credentials known to it.',
    ),
  PARLEY_REQUESTS_AT_ONCE: count
    .default(32)
    .describe(
      'How many requests to the APIs and calls of the console this process works on at the same time; others wait, organizations in turn.',
    ),
  PARLEY_REQUESTS_WAITING: count
    .default(5_000)
    .describe(
      'How many requests to the APIs and calls of the console may wait for their turn; those beyond are answered with 503.',
    ),
  PARLEY_REQUEST_WAIT_SECONDS: count
    .default(5)
    .describe(
      'How long a request or a call may wait for its turn, and for a connection to PostgreSQL, before 503.',
    ),
  PARLEY_REQUESTS_OPEN: count
    .default(10_000)
    .describe(
      'How many requests to the APIs and calls of the console this process holds open, those that wait for an answer from outside included.',
    ),
  PARLEY_BODY_MEMORY_MIB: count
    .default(128)
    .describe(
      'How much memory the bodies of the requests under way may take, in MiB; one organization three quarters of it at most.',
    ),
  PARLEY_STRANGER_BODY_MEMORY_MIB: count
    .default(24)
    .describe(
      'How much memory bodies may take that are read before their credential is known, in MiB; one client address half of it at most.',
    ),
  PARLEY_BODY_GRACE_SECONDS: count
    .default(10)
    .describe('How long a body may arrive more slowly than PARLEY_BODY_BYTES_PER_SECOND before 408.'),
  PARLEY_BODY_BYTES_PER_SECOND: count
    .default(1_000)
    .describe(
      'How many bytes a second of a body must arrive, on average; one that is slower is answered with 408.',
    ),
  PARLEY_EVENT_STREAMS: count
    .default(10_000)
    .describe('How many streams of events this process holds open, those of the console included.'),
  PARLEY_DRAIN_SECONDS: count
    .default(10)
    .describe('How long running requests may take to finish after a request to stop.'),
  PARLEY_START_WAIT_SECONDS: count
    .default(60)
    .describe(
      'How long each step of a start is repeated while PostgreSQL is away, starting or full, before the process gives up.',
    ),
  PARLEY_OIDC_ISSUER: z
    .url()
    .optional()
    .describe('An OpenID Connect issuer through which members may sign in to the console.'),
  PARLEY_OIDC_CLIENT_ID: text
    .optional()
    .describe('The client id that PARLEY_OIDC_ISSUER knows this console by.'),
  PARLEY_OIDC_CLIENT_SECRET: text
    .optional()
    .describe('The client secret that belongs to PARLEY_OIDC_CLIENT_ID.'),
  PARLEY_OIDC_NAME: text
    .default('single sign-on')
    .describe('What the sign-in page calls the issuer, after "Continue with".'),
  PARLEY_OIDC_ASSUME_EMAIL_VERIFIED: flag
    .default(false)
    .describe(
      '1 takes addresses as verified when PARLEY_OIDC_ISSUER sends no email_verified. The risk: who can give themselves any address there signs in as the member who has it.',
    ),
  PARLEY_SIGN_IN_HOURS: count
    .max(8760)
    .default(12)
    .describe(
      'How many hours after it began a sign-in to the console ends, however much it is used, at most a year; one that is not used ends after 14 days at the latest. OWASP ASVS 3.3.2 (level 2) asks for the default; a longer time asks people less often for their password, and leaves a forgotten or stolen sign-in open for longer.',
    ),
  PARLEY_SMTP_URL: z
    .url({ protocol: /^smtps?$/, hostname: /.+/ })
    .optional()
    .describe(
      'The SMTP server that mails are handed to, as smtp:// or smtps:// with its credentials in the URL; no mail is sent without it.',
    ),
  PARLEY_MAIL_FROM: text
    .regex(
      /^[^\r\n<>]*<[^\s<>@]+@[^\s<>@]+>$|^[^\s<>@]+@[^\s<>@]+$/,
      'must be an address, or a name and <an address>',
    )
    .optional()
    .describe('The sender of mails, such as "Parley <parley@example.com>"; needed with PARLEY_SMTP_URL.'),
  PARLEY_STOP_DELAY_SECONDS: z.coerce
    .number()
    .int()
    .min(0)
    .default(0)
    .describe(
      'How long to go on as before after a request to stop while /api/ready says 503, so that balancers look elsewhere.',
    ),
  PARLEY_MAX_LAG_SECONDS: count
    .default(60)
    .describe('How long work may wait for a worker before /api/ready of a worker says 503.'),
  PARLEY_METRICS: flag
    .default(false)
    .describe('1 counts what the process does and answers /metrics in the text format of Prometheus.'),
  PARLEY_METRICS_TOKEN: text
    .regex(/^\S{16,}$/, 'must be 16 characters or more, without spaces')
    .optional()
    .describe(
      'The bearer token that a reader of /metrics presents; without it only this machine itself may read.',
    ),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'The address of an OpenTelemetry receiver (OTLP over HTTP), to which traces are sent; off without it.',
    ),
  OTEL_SERVICE_NAME: text.default('parley').describe('What traces call this process.'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(1)
    .describe(
      'The share of new traces that is kept, from 0 to 1; a trace that a caller began is kept as it says.',
    ),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('The least serious kind of log line that is written.'),
});

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

/** What each variable does, for the documentation. */
export function listSettings(): { name: string; does: string }[] {
  return Object.entries(schema.shape).map(([name, field]) => ({ name, does: field.description ?? '' }));
}

function toComplaint({ path, message }: z.core.$ZodIssue): string {
  const name = String(path[0]);
  const does = schema.shape[name as keyof Env]?.description ?? '';
  return `${name}: ${message} (${does.replace(/\.$/, '')})`;
}
