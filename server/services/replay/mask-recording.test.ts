import { describe, expect, it } from 'vitest';
import { compileRecording } from '@/server/engine/replay/compile-recording';
import { replay } from '@/server/engine/replay/drive';
import { recordSession } from '@/server/engine/replay/fixtures/record-session';
import type { RecordedEvent, Recording } from '@/server/engine/replay/recording';
import { formatRecording, parseRecording } from '@/server/engine/replay/recording-file';
import { findMismatch } from '@/server/engine/replay/verify';
import type { Json } from '@/server/shared/json';
import { maskRecording } from './mask-recording';

const TOKEN = 'tok-12345678';
const KEY = 'key-of-the-shop';

/** Signs in, and calls with the token; `when` decides what is said. */
const shop = (when: string, text = 'Signed in with {{ mine }}.'): Json => ({
  format: 1,
  start: 'sign',
  nodes: [
    {
      ...{ id: 'sign', kind: 'http', method: 'GET', url: `https://api.test/?api_key=${KEY}` },
      headers: { authorization: `Bearer {{ apiPart }}${KEY}`, accept: 'text/plain-and-long' },
      save: [{ variable: 'mine', value: 'response.body.token' }],
      exits: { success: 'which', failure: 'end' },
    },
    { id: 'which', kind: 'condition', branches: [{ id: 'yes', when }], exits: { yes: 'tell', else: 'end' } },
    { id: 'tell', kind: 'message', messages: [{ type: 'text', text }], exits: { next: 'end' } },
    { id: 'end', kind: 'end' },
  ],
});

const result = (body: Json) => ({
  ...{ status: 200, headers: { 'set-cookie': 'session=cookie-value' }, body, durationMs: 1, attempts: 1 },
});

const EVENTS: RecordedEvent[] = [
  { type: 'started', at: 1, inputId: 'i', variables: { password: 'hunter22', pin: 'x' } },
  { type: 'effect.succeeded', at: 2, effect: '1:0', result: result({ token: TOKEN, note: `use ${TOKEN}` }) },
];

function record(definition: Json, events: readonly RecordedEvent[] = EVENTS): Recording {
  const flows = { v1: { slug: 'shop', version: 1, definition, links: {} } };
  const compiled = compileRecording({ flow: 'v1', flows });
  if (!compiled.ok) throw new Error(compiled.reason);
  const session = recordSession(compiled.program, events);
  return { kind: 'parley.recording', format: 1, flow: 'v1', flows, ...session };
}

/** Runs what a reader of the file has. */
function reopen(recording: Recording) {
  const parsed = parseRecording(formatRecording(recording));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const compiled = compileRecording(parsed.recording);
  if (!compiled.ok) throw new Error(compiled.reason);
  const past = replay(compiled.program, parsed.recording, { type: 'exact' });
  return { past, mismatch: findMismatch(parsed.recording, past) };
}

describe('a masked recording (recording/masked)', () => {
  it('has no credential, and the same placeholder for the same one', () => {
    const masked = maskRecording(record(shop('mine != null')));
    const text = formatRecording(masked);
    for (const secret of [TOKEN, KEY, 'hunter22', 'cookie-value']) expect(text).not.toContain(secret);
    expect(text).toContain('text/plain-and-long');
    const [, answer] = masked.turns;
    const { set, messages } = answer ?? {};
    const name = String(set?.mine);
    expect(name).toMatch(/^masked-\d+$/);
    expect(messages?.[0]?.text).toBe(`Signed in with ${name}.`);
    expect(answer?.event).toMatchObject({ result: { body: { token: name, note: `use ${name}` } } });
    expect(masked.turns[0]?.event).toMatchObject({ variables: { pin: 'x' } });
  });

  it('runs the same way, byte for byte', () => {
    const masked = maskRecording(record(shop('mine != null')));
    expect(masked.masked).toMatchObject({ unverified: [], otherWayFrom: null });
    const { past, mismatch } = reopen(masked);
    expect(mismatch).toBeNull();
    expect(past.steps.at(-1)?.status).toBe('completed');
  });

  it('names the turns that it cannot show, and compares them no more', () => {
    const masked = maskRecording(record(shop('mine != null', 'It has {{ mine.length }} characters.')));
    expect(masked.masked).toMatchObject({ unverified: [1], otherWayFrom: null });
    expect(reopen(masked).mismatch).toBeNull();
    const other = structuredClone(masked);
    const [first] = other.turns;
    if (first) first.status = 'failed';
    expect(reopen(other).mismatch).toMatchObject({ turn: 0, path: '/status' });
  });

  it('names where it leads another way', () => {
    const { masked } = maskRecording(record(shop('mine.startsWith("tok")')));
    expect(masked?.otherWayFrom).toBe(0);
    expect(masked?.unverified).toContain(1);
  });

  it('replaces a short credential only under its name', () => {
    const events = EVENTS.map((event) =>
      event.type === 'effect.succeeded' ? { ...event, result: result({ token: 'a', name: 'a cat' }) } : event,
    );
    const masked = maskRecording(record(shop('mine != null', 'Hi.'), events));
    expect(masked.turns[1]?.event).toMatchObject({ result: { body: { token: 'masked-4', name: 'a cat' } } });
  });

  it('keeps keys such as __proto__, and takes any characters', () => {
    const body = JSON.parse(
      '{"__proto__": {"token": "under proto"}, "secret": "\\ud800 (*+?[", "x": "(*+?["}',
    );
    const [start] = EVENTS;
    const answer: RecordedEvent = { type: 'effect.succeeded', at: 2, effect: '1:0', result: result(body) };
    const text = formatRecording(maskRecording(record(shop('true', 'Hi.'), start ? [start, answer] : [])));
    expect(text).not.toContain('under proto');
    expect(text).toContain('"__proto__"');
    expect(Object.prototype).not.toHaveProperty('token');
  });
});
