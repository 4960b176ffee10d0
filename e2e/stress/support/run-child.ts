import { spawn } from 'node:child_process';

/** Runs a TypeScript program in its own process with an input message and returns its output message; throws when it fails. */
export function runChild<Orders extends object, Report>(file: string, orders: Orders): Promise<Report> {
  return runProgram(['server/tools/run-tool.mjs', file], orders);
}

/** Does the same for a Node program by file and arguments. */
export function runProgram<Orders extends object, Report>(
  program: readonly string[],
  orders: Orders,
): Promise<Report> {
  const child = spawn(process.execPath, program, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return new Promise((resolve, reject) => {
    let report: { value: Report } | null = null;
    child.once('error', reject);
    child.on('message', (message) => {
      if (message === 'ready') child.send(orders);
      else report = { value: message as Report };
    });
    child.once('exit', (code) => {
      if (report) resolve(report.value);
      else reject(new Error(`${program.at(-1)} ended with ${code} without a report`));
    });
  });
}
