import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FlowDefinitionInput } from '@/server/engine/definition';
import { compileRecording } from '@/server/engine/replay/compile-recording';
import { replay } from '@/server/engine/replay/drive';
import { findMismatch } from '@/server/engine/replay/verify';
import { type Handler, openTestHttpServer, type TestHttpServer } from '@/server/tools/test/http-server';
import { actIn, addFlow, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../../../context';
import { getRecording } from '../../../replay/get-recording';
import { setSecret } from '../../../secret/set-secret';
import { startSession } from '../../start-session';
import { watchEvents } from '../../watch-events';

let testEnv: TestEnv;
let ctx: ServiceContext;
let server: TestHttpServer;
let answer: Handler;

beforeAll(async () => {
  testEnv = await openTestEnv();
  ctx = actIn(testEnv.platform, testEnv.orgId);
  server = await openTestHttpServer((request, response) => answer(request, response));
});
afterAll(async () => {
  await server.close();
  await testEnv.close();
});

/** The responses that wait for what the test lets the model write. */
let responses: ServerResponse[];
let began: () => void;
beforeEach(() => {
  responses = [];
  server.received.length = 0;
  answer = (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    responses.push(response);
    began();
  };
});

type AiInput = Extract<FlowDefinitionInput['nodes'][number], { kind: 'ai' }>;

async function start(ai: Partial<AiInput> = {}): Promise<string> {
  const definition: FlowDefinitionInput = {
    format: 1,
    start: 'ask',
    nodes: [
      {
        ...{ id: 'ask', kind: 'ai', url: `${server.url}/v1/chat/completions`, model: 'small' },
        ...{ prompt: 'Hello', stream: true, variable: 'said', exits: { next: 'ok', error: 'bad' } },
        ...ai,
      },
      { id: 'ok', kind: 'end', text: '{{ said }}' },
      { id: 'bad', kind: 'end', text: '{{ error.message }}' },
    ],
  };
  const { flowId } = await addFlow(testEnv.platform.db, testEnv.orgId, definition);
  const arrives = new Promise<void>((resolve) => {
    began = resolve;
  });
  const { session } = await startSession(ctx, { flowId, waitMs: 0 });
  await arrives;
  return session.id;
}

function write(content: string, finish: string | null = null): void {
  const part = { choices: [{ index: 0, delta: { content }, finish_reason: finish }] };
  responses.at(-1)?.write(`data: ${JSON.stringify(part)}\n\n`);
}

function end(): void {
  write('', 'stop');
  responses.at(-1)?.end('data: [DONE]\n\n');
}

/** Follows a session; `next` returns the next parts of a reply and texts of messages. */
function follow(sessionId: string, who: ServiceContext = ctx) {
  const stop = new AbortController();
  const events = watchEvents(who, { sessionId, signal: stop.signal });
  const next = async (): Promise<unknown> => {
    for (;;) {
      const { value, done } = await events.next();
      if (done || !value) return 'over';
      if (value.type === 'reply.partial') return value.data;
      if (value.type === 'message.sent') return value.data.text;
    }
  };
  const leave = async () => {
    stop.abort();
    await events.return();
  };
  return { next, leave };
}

describe('a reply that is shown while it is written', () => {
  it('reaches those who follow the session in parts, and then as the message of its turn', async () => {
    const sessionId = await start();
    const { next } = follow(sessionId);
    write('Good ');
    expect(await next()).toEqual({ from: 0, text: 'Good ' });
    write('morn');
    expect(await next()).toEqual({ from: 5, text: 'morn' });
    write('ing');
    end();
    expect(await nextMessage(next)).toBe('Good morning');
    expect([await next(), await next()]).toEqual(['', 'over']);
  });

  it('begins with all that has arrived for those who come later (events/partial-beside)', async () => {
    const sessionId = await start();
    write('Good morning');
    const first = follow(sessionId);
    expect(await first.next()).toEqual({ from: 0, text: 'Good morning' });
    await first.leave();
    const second = follow(sessionId);
    expect(await second.next()).toEqual({ from: 0, text: 'Good morning' });
    write(', Ann');
    expect(await second.next()).toEqual({ from: 12, text: ', Ann' });
    end();
    expect(await nextMessage(second.next)).toBe('Good morning, Ann');
  });

  it('reaches those who follow the session in another process', async () => {
    const other = actIn(testEnv.openPlatform(), testEnv.orgId);
    const sessionId = await start();
    const { next } = follow(sessionId, other);
    write('Good ');
    expect(await next()).toEqual({ from: 0, text: 'Good ' });
    write('day');
    expect(await next()).toEqual({ from: 5, text: 'day' });
    end();
    expect(await nextMessage(next)).toBe('Good day');
  });

  it('leaves out what the model thinks, and the half of a character', async () => {
    const sessionId = await start();
    const { next } = follow(sessionId);
    write('<think>Be kind');
    write('.</think>\n\nHello \ud83d');
    expect(await next()).toEqual({ from: 0, text: 'Hello ' });
    write('\ude00');
    expect(await next()).toEqual({ from: 6, text: '😀' });
    end();
    expect(await nextMessage(next)).toBe('Hello 😀');
  });

  it('shows no secret of its request, nor the beginning of one (secret/scrubbed)', async () => {
    await setSecret(ctx, { name: 'MODEL_KEY', value: 'sk-very-secret-key' });
    const sessionId = await start({ apiKey: '{{ $secret.MODEL_KEY }}' });
    const { next } = follow(sessionId);
    write('Your key is sk-very');
    expect(await next()).toEqual({ from: 0, text: 'Your key is ' });
    write('-secret-key, keep it');
    expect(await next()).toEqual({ from: 12, text: '$secret.MODEL_KEY, keep it' });
    end();
    expect(await nextMessage(next)).toBe('Your key is $secret.MODEL_KEY, keep it');
  });

  it('begins anew when the stream breaks and the call is repeated', async () => {
    const sessionId = await start({ retry: { attempts: 2 } });
    const { next } = follow(sessionId);
    write('Good night');
    expect(await next()).toEqual({ from: 0, text: 'Good night' });
    const again = new Promise<void>((resolve) => {
      began = resolve;
    });
    responses[0]?.end();
    await again;
    write('Good day');
    expect(await next()).toEqual({ from: 0, text: 'Good day' });
    end();
    expect(await nextMessage(next)).toBe('Good day');
    expect(server.received).toHaveLength(2);
  });

  it('fails as a call without a response if its stream ends too early', async () => {
    const sessionId = await start();
    const { next } = follow(sessionId);
    write('Good');
    responses[0]?.end();
    expect(await nextMessage(next)).toMatch(/answered with a stream that ended too early\.$/);
  });

  it('is recorded as one that was not streamed, so that a replay is exact', async () => {
    const sessionId = await start();
    const { next } = follow(sessionId);
    write('Good ');
    write('day');
    end();
    await nextMessage(next);
    const recording = await getRecording(ctx, { sessionId });
    const called = recording.turns.map(({ event }) => event).find(({ type }) => type === 'effect.succeeded');
    expect(called).toMatchObject({
      result: {
        body: { choices: [{ message: { role: 'assistant', content: 'Good day' }, finish_reason: 'stop' }] },
      },
    });
    const compiled = compileRecording(recording);
    if (!compiled.ok) throw new Error(compiled.reason);
    expect(findMismatch(recording, replay(compiled.program, recording, { type: 'exact' }))).toBeNull();
    const left = await testEnv.platform.db.pool.query('SELECT 1 FROM effects WHERE session_id = $1', [
      sessionId,
    ]);
    expect(left.rowCount).toBe(0);
  });
});

/** The next message; parts of the reply may come before it. */
async function nextMessage(next: () => Promise<unknown>): Promise<unknown> {
  for (;;) {
    const shown = await next();
    if (typeof shown === 'string') return shown;
  }
}
