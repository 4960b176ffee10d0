import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '@/server/engine/json';
import { toStoredJson } from '@/server/shared/stored-json';
import { openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { MessageRow } from '../session/row';
import { listMessages } from '../session/store';
import { toStoredMessages } from './stored-messages';

let testEnv: TestEnv;
beforeAll(async () => {
  testEnv = await openTestEnv();
});
afterAll(() => testEnv.close());

const AT = new Date('2026-11-30T10:00:00.123Z');
const FIRST_SEQ = 7;
const INPUT = randomUUID();
const text = fc.oneof(fc.constantFrom('yes', '', '"\\/\u2028\u001f'), fc.string({ unit: 'grapheme' }));
const json = fc.jsonValue({ stringUnit: 'grapheme' }) as fc.Arbitrary<Json>;
const inputId = fc.constantFrom(INPUT, randomUUID());

const event = fc.oneof(
  json,
  fc.record(
    { type: fc.constant('message'), inputId, text, value: fc.oneof(json, text) },
    { requiredKeys: ['type'] },
  ),
) as fc.Arbitrary<Json>;

const extras = fc.record(
  {
    expected: fc.constant({ name: 'said', type: 'text' }),
    externalId: text,
    direct: fc.constant(true),
    suggestion: fc.constant({ id: 'x', text: 'y', score: 0.5, messageId: null }),
  },
  { requiredKeys: [] },
);
const plain = fc.tuple(text, extras).map(([said, more]) => ({
  ...{ content: { type: 'text', text: said }, text: said },
  ...more,
}));
const other = fc.record({
  content: fc.oneof(
    json,
    fc.record({ text, type: fc.constant('text') }),
    fc.record({ type: fc.constantFrom('text', 'markdown', 'end'), text, more: json }),
  ),
  text,
});
const turned = fc.record({ text, content: fc.constant({ type: 'text', text: 'yes' }) });

const message = fc.record({
  id: fc.oneof(inputId, fc.uuid()),
  direction: fc.constantFrom('inbound', 'outbound'),
  kind: fc.constantFrom('text', 'markdown', 'end', 'event'),
  content: fc.oneof(plain, other, turned),
  inputId: fc.option(inputId),
  nodeId: fc.option(text),
}) as fc.Arbitrary<Omit<MessageRow, 'seq' | 'turnNo' | 'createdAt'>>;

async function store(given: Json, messages: readonly MessageRow[]): Promise<MessageRow[]> {
  const { orgId, platform } = testEnv;
  const sessionId = randomUUID();
  const stored = toStoredMessages(given, messages);
  await platform.db.pool.query(
    `INSERT INTO turns (org_id, session_id, no, event, trace, status, changes, first_seq, created_at, messages)
     VALUES ($1, $2, 3, $3, '{}', 'running', '{}', $4, $5, $6)`,
    [orgId, sessionId, toStoredJson(given), FIRST_SEQ, AT, stored ? toStoredJson(stored) : null],
  );
  return listMessages(platform.db, { orgId, sessionId, limit: 10 });
}

describe('messages/as-given', () => {
  it('the view has every message as it was stored, with the order of its keys', async () => {
    await fc.assert(
      fc.asyncProperty(event, fc.array(message, { maxLength: 4 }), async (given, made) => {
        const messages = made.map((one, index) => ({
          ...{ ...one, seq: FIRST_SEQ + index, turnNo: 3, createdAt: AT },
        }));
        const read = await store(given, messages);
        const expected = JSON.parse(toStoredJson(messages)) as object[];
        const inOrder = read.map(({ seq, turnNo, createdAt, ...row }) => ({
          ...{ id: row.id, direction: row.direction, kind: row.kind, content: row.content },
          ...{ inputId: row.inputId, nodeId: row.nodeId, seq, turnNo, createdAt },
        }));
        expect(JSON.stringify(inOrder)).toBe(JSON.stringify(expected));
      }),
      { numRuns: 200 },
    );
  });

  it('an input and a text take no more than what they add to the turn', () => {
    const row = { turnNo: 3, createdAt: AT, kind: 'text', inputId: INPUT };
    const toContent = (said: string) => ({ content: { type: 'text', text: said }, text: said });
    const expected = { name: 'said', type: 'text' };
    const id = randomUUID();
    expect(
      toStoredMessages({ type: 'message', inputId: INPUT, text: 'hi' }, [
        { ...row, seq: 7, id: INPUT, direction: 'inbound', content: toContent('hi'), nodeId: null },
        {
          ...row,
          seq: 8,
          id,
          direction: 'outbound',
          content: { ...toContent('So?'), expected },
          nodeId: 'a',
        },
      ]),
    ).toEqual([{ d: 1 }, { i: id, t: 'So?', x: { expected }, n: 'a' }]);
  });
});
