import { expect, it } from 'vitest';
import type { FuzzAnswer } from '../engine/fuzz-messages';
import { startFuzz } from './start-fuzz';

const end = { id: 'e', kind: 'end' };
const ask = (next: object) => ({
  ...{ id: 'q', kind: 'question', variable: 'q', prompt: [{ type: 'text', text: 'And?' }] },
  ...{ answer: { type: 'text' }, ...next },
});
const called = { format: 1, start: 'q', nodes: [ask({ exits: { next: 'e' } }), { ...end, text: 'Bye' }] };
const own = {
  format: 1,
  start: 'c',
  nodes: [
    { id: 'c', kind: 'subflow', flow: 'called', exits: { next: 'e' } },
    { ...end, text: 'End' },
  ],
};
const flows: { slug: string; definition: unknown }[] = [
  { slug: 'own', definition: own },
  { slug: 'called', definition: called },
];

function play(people: number, given = flows, isStopped = false): Promise<FuzzAnswer[]> {
  return new Promise((resolve) => {
    const answers: FuzzAnswer[] = [];
    const started = startFuzz({ type: 'start', flows: given, people, seed: '1' }, (answer) => {
      answers.push(answer);
      if (answer.type !== 'progress') resolve(answers);
      else if (isStopped) started.stop();
    });
  });
}

it('plays a flow with those that it calls, and reports in the end', async () => {
  const answers = await play(200);
  expect(answers.at(-1)).toMatchObject({
    type: 'report',
    report: { people: 200, isComplete: true, findings: [], coverage: { exits: { covered: 2, total: 2 } } },
  });
});

it('reports about those who have played when it is stopped', async () => {
  const last = (await play(100_000, flows, true)).at(-1);
  expect(last).toMatchObject({ type: 'report', report: { isComplete: false } });
});

it('says why a draft cannot be played', async () => {
  expect(await play(1, [{ slug: 'own', definition: { format: 1 } }])).toEqual([
    { type: 'failure', reason: 'The draft has errors. Fix them first.' },
  ]);
});
