import { type Logger, pino } from 'pino';

export type Log = Logger;
export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

const SECRETS = ['authorization', 'cookie', 'password', 'secret', 'apiKey'];

/** Makes the log of a process: one JSON object a line on standard output, secrets left out. */
export function createLog(level: LogLevel): Log {
  const paths = SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths, remove: true },
  });
}

/** A log that keeps quiet. */
export const silentLog: Log = pino({ level: 'silent' });
