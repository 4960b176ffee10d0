import { createLog, type Log, type LogLevel } from '@/server/gateways/log';

export type CapturedLog = { log: Log; lines: string[] };

/** Captures the log of a process in memory, line by line. */
export function captureLog(level: LogLevel): CapturedLog {
  const lines: string[] = [];
  const log = createLog(level, { write: (line) => lines.push(line) });
  return { log, lines };
}
