import { type DestinationStream, type Logger, pino } from 'pino';

export type Log = Logger;
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

const SECRETS = ['authorization', 'cookie', 'password', 'secret', 'apiKey'];

/** Makes the log of a process: one JSON object a line, on standard output unless told, secrets left out. */
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

// Drivers hang whole clients with their settings on an error; these four are what helps.
function toLoggedError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name } = error;
  const message = hideValue(error.message);
  const stack = error.stack?.replace(error.message, () => message);
  return { name, message, stack, ...('code' in error && { code: error.code }) };
}

// PostgreSQL quotes the value that it could not read at the end of what it says, also inside Prisma's words.
const QUOTED_VALUE = /((?:invalid input|invalid byte|value|syntax)[^:"]*): "(?:.|\n)*"/;

function hideValue(message: string): string {
  return message.replace(QUOTED_VALUE, '$1: "…"');
}

/** A log that keeps quiet. */
export const silentLog: Log = pino({ level: 'silent' });
