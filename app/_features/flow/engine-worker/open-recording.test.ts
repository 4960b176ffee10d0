import { describe, expect, it } from 'vitest';
import { MAX_FILE_BYTES, MAX_FILE_TURNS } from '@/server/engine/replay/recording-file';
import type { OpenedSession } from '../engine/recording-tasks';
import { recordEcho, toFile } from './fixtures/echo-file';
import { openRecording } from './open-recording';

async function open(content: unknown): Promise<OpenedSession> {
  const opened = await openRecording(toFile(content));
  if (!opened.ok) throw new Error(opened.reason);
  return opened.session;
}

async function refuse(content: unknown): Promise<string | null> {
  const opened = await openRecording(toFile(content));
  return opened.ok ? null : opened.reason;
}

describe('a session file', () => {
  it('opens with its turns, words, variables and traces, and is the same when it runs again', async () => {
    const { turns, events, end, flows, definitions, verified, id } = await open(recordEcho());
    expect(id).toBe('0190f3c2-0000-7000-8000-000000000001');
    expect(flows).toEqual([{ key: 'v1', slug: 'echo', number: 3 }]);
    expect(Object.keys(definitions)).toEqual(['v1']);
    expect(verified).toEqual({ differences: [], unverified: [], credentials: 0 });
    expect(end).toMatchObject({ status: 'awaiting_input', control: 'flow', wait: { type: 'input' } });
    expect(turns.map(({ no, status, createdAt }) => [no, status, createdAt])).toEqual([
      [1, 'awaiting_input', '1970-01-01T00:00:01.000Z'],
      [2, 'awaiting_input', '1970-01-01T00:00:02.000Z'],
      [3, 'awaiting_input', '1970-01-01T00:00:03.000Z'],
    ]);
    expect(turns[1]?.trace.steps.map(({ nodeId, exit }) => [nodeId, exit])).toEqual([
      ['ask', 'next'],
      ['repeat', 'next'],
      ['ask', null],
    ]);
    expect(events.map((event) => [event.id, event.type, toWords(event)])).toEqual([
      ['1-0', 'message.sent', 'Say something.'],
      ['1-1', 'status.changed', 'awaiting_input'],
      ['2-0', 'message.received', 'hello'],
      ['2-1', 'message.sent', 'You said: hello'],
      ['2-2', 'message.sent', 'Say something.'],
      ['2-3', 'variables.changed', { said: 'hello' }],
      ['3-0', 'message.received', 'bye'],
      ['3-1', 'message.sent', 'You said: bye'],
      ['3-2', 'message.sent', 'Say something.'],
      ['3-3', 'variables.changed', { said: 'bye' }],
    ]);
  });

  it('names the first difference of each turn that does not run as it was recorded', async () => {
    const recording = recordEcho();
    const [, second, third] = recording.turns;
    const [message] = second?.messages ?? [];
    if (!message || !third) throw new Error('the session has fewer turns');
    message.text = 'You said: hullo';
    third.set = { said: 'by' };
    const { verified, events } = await open(recording);
    expect(verified.differences).toEqual([
      { no: 2, path: '/messages/0/text', recorded: 'You said: hullo', replayed: 'You said: hello' },
      { no: 3, path: '/set/said', recorded: 'by', replayed: 'bye' },
    ]);
    // What was said is what the file has, not what the replay says.
    const sent = events.find(({ id }) => id === '2-1');
    expect(sent).toMatchObject({ data: { content: { type: 'text', text: 'You said: hullo' } } });
  });

  it('compares no turn that gives other bytes because a credential was replaced', async () => {
    const recording = recordEcho();
    const [, second] = recording.turns;
    if (second?.messages?.[0]) second.messages[0].text = 'You said: masked-1';
    const masked = { credentials: 1, unverified: [1], otherWayFrom: null };
    const { verified } = await open({ ...recording, masked });
    expect(verified).toEqual({ differences: [], unverified: [2], credentials: 1 });
  });

  it('draws nothing of a message but its text where the engine did not make it', async () => {
    const recording = recordEcho();
    const content = { type: 'image', url: 'javascript:alert(1)' };
    const [first] = recording.turns;
    if (first) first.messages = [{ nodeId: null, inputId: null, content, text: 'Look' }];
    const { events } = await open(recording);
    expect(events[0]).toMatchObject({ data: { content: { type: 'text', text: 'Look' } } });
  });

  it('shows the turns of a version that the file does not have without a trace', async () => {
    const recording = recordEcho();
    const { state } = recording.end;
    const [from, to] = [
      { id: 'v1', number: 3 },
      { id: 'gone', number: 4 },
    ];
    const event = { type: 'version.changed', at: 2_500, from, to, turns: 2, state };
    const moved = recording.turns.toSpliced(2, 0, { event } as never);
    const { turns, verified } = await open({ ...recording, turns: moved });
    expect(turns.map(({ trace }) => trace.steps.length)).toEqual([1, 3, 0, 0]);
    expect(verified.differences).toMatchObject([{ no: 3, path: '' }]);
  });
});

describe('what is not a session file', () => {
  it.each([
    ['no JSON', '{', /^This is not a session file\. Save one with “Export”/],
    ['a list', [], /^This is not a session file\./],
    ['a file of a flow', { format: 'parley.flow', definition: {} }, /^This is not a session file\./],
    ['a later format', { ...recordEcho(), format: 2 }, /format that this version of Parley does not know/],
  ])('%s is refused', async (_, content, reason) => {
    expect(await refuse(content)).toMatch(reason);
  });

  it('names the place where a file is damaged', async () => {
    const recording = recordEcho();
    const damaged = {
      ...recording,
      turns: [{ event: { type: 'message', at: 'now', inputId: 'i', text: 7 } }],
    };
    expect(await refuse(damaged)).toBe(
      'This session file is damaged: /turns/0/event/at must be a number. Further problems of this kind: 1.',
    );
    const late = { ...recording, turns: [{ event: { type: 'session.ended', at: 9e15 } }] };
    expect(await refuse(late)).toContain('/turns/0/event/at must be at most 8,640,000,000,000,000');
  });

  it('refuses more turns than are opened, and a flow that is invalid', async () => {
    const recording = recordEcho();
    const turns = Array.from({ length: MAX_FILE_TURNS + 1 }, () => recording.turns[1]);
    expect(await refuse({ ...recording, turns })).toContain(
      '/turns must have at most 1,000 items, not 1,001.',
    );
    const flows = { v1: { slug: 'echo', version: 3, definition: { format: 1 }, links: {} } };
    expect(await refuse({ ...recording, flows })).toMatch(/cannot run again\. The flow "echo" is invalid/);
  });

  it('refuses a file that is too large without reading it', async () => {
    const text = () => Promise.reject(new Error('it was read'));
    const large = { size: MAX_FILE_BYTES + 1, text } as unknown as Blob;
    expect(await openRecording(large)).toEqual({
      ok: false,
      reason: 'The file has 51 MB. Files of at most 50 MB can be opened.',
    });
  });
});

function toWords({ data }: OpenedSession['events'][number]): unknown {
  if ('text' in data) return data.text;
  return 'set' in data ? data.set : 'status' in data ? data.status : data;
}
