import { spawn } from 'node:child_process';

/** Runs a TypeScript program in its own process with an input message and returns its output message; throws when it fails. */
export function runChild<Orders extends object, Report>(file: string, orders: Orders): Promise<Report> {
  return openProgram<Orders, Report>(['server/tools/run-tool.mjs', file], orders).report;
}

/** A running program: `begun` resolves when it reports that its work has begun, and `stop` asks it to end. */
export type RunningProgram<Report> = { begun: Promise<void>; report: Promise<Report>; stop(): void };

/** Starts a Node program by file and arguments, with an input message. */
export function openProgram<Orders extends object, Report>(
  program: readonly string[],
  orders: Orders,
): RunningProgram<Report> {
  const child = spawn(process.execPath, program, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const report = new Promise<Report>((resolve, reject) => {
    let report: { value: Report } | null = null;
    child.once('error', reject);
    child.on('message', (message) => {
      if (message === 'ready') child.send(orders);
      else if (message === 'begun') begin();
      else report = { value: message as Report };
    });
    child.once('exit', (code) => {
      begin();
      if (report) resolve(report.value);
      else reject(new Error(`${program.at(-1)} ended with ${code} without a report`));
    });
  });
  return { begun, report, stop: () => void child.send('stop') };
}
