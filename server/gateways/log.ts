import { type DestinationStream, type Logger, pino } from 'pino';

export type Log = Logger;
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

const SECRETS = ['authorization', 'cookie', 'password', 'secret', 'apiKey'];

/** Creates the log of a process: one JSON object per line, by default on standard output, without secrets. */
export function createLog(level: LogLevel, destination: DestinationStream = pino.destination(1)): Log {
  const paths = SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths, remove: true },
    serializers: { err: toLoggedError },
  };
  return pino(options, destination);
}

// Drivers attach whole clients with their settings to errors; only these four fields are logged.
function toLoggedError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name } = error;
  const message = hideValue(error.message);
  const stack = error.stack?.replace(error.message, () => message);
  return { name, message, stack, ...('code' in error && { code: error.code }) };
}

// PostgreSQL quotes an unreadable value at the end of its message, also inside Prisma's.
const QUOTED_VALUE = /((?:invalid input|invalid byte|value|syntax)[^:"]*): "(?:.|\n)*"/;

function hideValue(message: string): string {
  return message.replace(QUOTED_VALUE, '$1: "…"');
}

/** A log that writes nothing. */
export const silentLog: Log = pino({ level: 'silent' });
