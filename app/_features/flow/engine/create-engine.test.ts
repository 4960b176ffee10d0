import { expect, it } from 'vitest';
import { createEngine } from './create-engine';
import type { EngineReply, EngineRequest } from './engine-tasks';

function openPort() {
  const target = new EventTarget();
  const sent: EngineRequest[] = [];
  const state = { terminated: false };
  const port = {
    postMessage: (request: EngineRequest) => sent.push(request),
    terminate: () => {
      state.terminated = true;
    },
    addEventListener: target.addEventListener.bind(target),
  };
  const answer = (reply: EngineReply) => target.dispatchEvent(new MessageEvent('message', { data: reply }));
  return { port, sent, state, answer, crash: () => target.dispatchEvent(new Event('error')) };
}

const SAMPLE = { as: 'expression', source: '1', variables: {}, at: 0 } as const;
const VALUE = { ok: true, value: 1, missing: [] } as const;

it('gives each task its own answer, in any order', async () => {
  const { port, sent, answer } = openPort();
  const engine = createEngine(() => port);
  const first = engine.run('evaluate', SAMPLE);
  const second = engine.run('check', '{}');
  expect(sent.map(({ task }) => task)).toEqual(['evaluate', 'check']);
  answer({ id: sent[1]?.id ?? 0, answer: { problems: [], assigns: new Map() } });
  answer({ id: sent[0]?.id ?? 0, answer: { ...VALUE, missing: [] } });
  expect(await first).toEqual(VALUE);
  expect(await second).toMatchObject({ problems: [] });
});

it('fails only the task that the worker could not do', async () => {
  const { port, sent, answer } = openPort();
  const engine = createEngine(() => port);
  const failing = engine.run('check', '{}');
  const other = engine.run('evaluate', SAMPLE);
  answer({ id: sent[0]?.id ?? 0, failure: 'Out of memory' });
  answer({ id: sent[1]?.id ?? 0, answer: { ...VALUE, missing: [] } });
  await expect(failing).rejects.toThrow('Out of memory');
  expect(await other).toEqual(VALUE);
});

it('fails all tasks when the worker does not load, and opens another for the next task', async () => {
  const ports = [openPort(), openPort()];
  const [broken, next] = ports;
  const engine = createEngine(() => {
    const opened = ports.shift();
    if (!opened) throw new Error('no third worker');
    return opened.port;
  });
  const waiting = engine.run('check', '{}');
  broken?.crash();
  await expect(waiting).rejects.toThrow('did not load');
  const again = engine.run('evaluate', SAMPLE);
  broken?.crash();
  next?.answer({ id: next.sent[0]?.id ?? 0, answer: { ...VALUE, missing: [] } });
  expect(await again).toEqual(VALUE);
  expect([broken?.state.terminated, next?.state.terminated]).toEqual([true, false]);
});

it('fails pending tasks when it is closed', async () => {
  const { port, state } = openPort();
  const engine = createEngine(() => port);
  const waiting = engine.run('check', '{}');
  engine.close();
  expect(state.terminated).toBe(true);
  await expect(waiting).rejects.toThrow('closed');
  await expect(engine.run('check', '{}')).rejects.toThrow('closed');
});
