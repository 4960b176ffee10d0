import { createLog, type Log, type LogLevel } from '@/server/gateways/log';

export type CapturedLog = { log: Log; lines: string[] };

/** The log of a process as it is, kept in memory line by line. */
export function captureLog(level: LogLevel): CapturedLog {
  const lines: string[] = [];
  const log = createLog(level, { write: (line) => lines.push(line) });
  return { log, lines };
}
