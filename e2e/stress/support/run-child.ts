import { spawn } from 'node:child_process';

/** Runs a TypeScript program in its own process with an input message and returns its output message; throws when it fails. */
export function runChild<Orders extends object, Told>(file: string, orders: Orders): Promise<Told> {
  return runProgram(['server/tools/run-tool.mjs', file], orders);
}

/** Does the same for a Node program by file and arguments. */
export function runProgram<Orders extends object, Told>(
  program: readonly string[],
  orders: Orders,
): Promise<Told> {
  const child = spawn(process.execPath, program, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return new Promise((resolve, reject) => {
    let told: { value: Told } | null = null;
    child.once('error', reject);
    child.on('message', (message) => {
      if (message === 'ready') child.send(orders);
      else told = { value: message as Told };
    });
    child.once('exit', (code) => {
      if (told) resolve(told.value);
      else reject(new Error(`${program.at(-1)} ended with ${code} and told nothing`));
    });
  });
}
