import { expect, it } from 'vitest';
import { runLatest } from './run-latest';

function openJob() {
  const waiting: { input: string; end: (failed: boolean) => void }[] = [];
  const job = (input: string) =>
    new Promise<string>((resolve, reject) => {
      waiting.push({ input, end: (failed) => (failed ? reject(new Error('no')) : resolve(`${input}!`)) });
    });
  const end = async (failed = false) => {
    waiting.shift()?.end(failed);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { job, end, inputs: () => waiting.map(({ input }) => input) };
}

it('runs one job at a time, then the latest of the waiting inputs', async () => {
  const { job, end, inputs } = openJob();
  const results: string[] = [];
  const run = runLatest(job, (input, output) => results.push(`${input} ${output}`));
  for (const input of ['a', 'b', 'c']) run(input);
  expect(inputs()).toEqual(['a']);
  await end();
  expect(inputs()).toEqual(['c']);
  await end();
  expect(results).toEqual(['a a!', 'c c!']);
});

it('continues after a failed job', async () => {
  const { job, end, inputs } = openJob();
  const results: string[] = [];
  const run = runLatest(job, (input) => results.push(input));
  run('a');
  run('b');
  await end(true);
  expect(inputs()).toEqual(['b']);
  await end();
  run('c');
  await end();
  expect(results).toEqual(['b', 'c']);
});
