import { describe, expect, it } from 'vitest';
import { AT, converse, type NodeInput, textsOf } from '../fixtures/converse';
import type { Json, JsonObject } from '../json';
import type { OpeningHours, Span } from '../locale/opening-hours';
import { createBudget } from './budget';
import { evaluate } from './evaluate';
import { parseExpression } from './parse/parse-expression';

// Open from 9:00 to 17:00 on weekdays, in Berlin.
const OFFICE: Span[] = [[540, 1_020]];
const HOURS: OpeningHours = [
  { timeZone: 'Europe/Berlin', week: [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, [], []], closed: ['12-25'] },
];

type Result = { value: unknown; notes: string[] };

function evaluateAt(source: string, openingHours?: OpeningHours, timeZone = 'UTC'): Result {
  const parsed = parseExpression(source);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  const notes: string[] = [];
  const scope = { variables: { order: {} as Json }, at: AT, timeZone, openingHours };
  const result = evaluate(parsed.expression, scope, createBudget(), notes);
  return { value: result.ok ? result.value : result.failure.code, notes };
}

const readValue = (source: string, timeZone?: string) => evaluateAt(source, HOURS, timeZone).value;

describe('$isOpen', () => {
  it('is about the time of the turn by default', () => {
    expect(readValue('$isOpen()')).toBe(true);
  });

  it.each([
    ['$isOpen("2026-03-20T16:00:00Z")', 'UTC', false],
    ['$isOpen("2026-03-20T15:59:59Z")', 'UTC', true],
    // A text without a zone is in that of the session, the hours are in their own.
    ['$isOpen("2026-03-20T08:30")', 'UTC', true],
    ['$isOpen("2026-03-20T08:30")', 'Europe/Berlin', false],
    ['$isOpen("2026-03-20T17:30")', 'Asia/Tokyo', true],
    ['$isOpen("2026-03-20T16:30")', 'Asia/Tokyo', false],
    ['$isOpen(Date.UTC(2026, 2, 21, 12))', 'UTC', false],
    ['$isOpen($addTime($now(), 1, "day"))', 'UTC', false],
    ['$isOpen("2030-12-25T12:00:00Z")', 'UTC', false],
  ])('is about any time: %s in %s', (source, timeZone, expected) => {
    expect(readValue(source, timeZone)).toBe(expected);
  });

  it('of a missing date is undefined, and of something else fails', () => {
    expect(readValue('$isOpen(order.due)')).toBeUndefined();
    expect(readValue('$nextOpen(null)')).toBeUndefined();
    expect(readValue('$isOpen("soon")')).toBe('type');
  });

  it('is true without any hours, with one note', () => {
    const result = evaluateAt('$isOpen("2026-03-21T12:00:00Z") && $isOpen()');
    expect(result).toEqual({ value: true, notes: ['No opening hours are set, so it is always open.'] });
    expect(evaluateAt('$isOpen()', HOURS).notes).toEqual([]);
  });

  it('is charged, so that many are stopped', () => {
    const many = 'Array.from({ length: 1000 }, (_, n) => $nextOpen("2026-03-21"))';
    expect(readValue(many)).toBe('budget');
  });
});

describe('$nextOpen', () => {
  it.each([
    ['$nextOpen()', 'UTC', '2026-03-20T10:00:00.000Z'],
    ['$nextOpen("2026-03-20T17:00:00+01:00")', 'UTC', '2026-03-23T08:00:00.000Z'],
    ['$nextOpen("2026-03-27T18:00")', 'Europe/Berlin', '2026-03-30T09:00:00.000+02:00'],
  ])('is the first time from then on: %s in %s', (source, timeZone, expected) => {
    expect(readValue(source, timeZone)).toBe(expected);
  });

  it('is now without any hours, and undefined where it never opens', () => {
    expect(evaluateAt('$nextOpen()').value).toBe('2026-03-20T10:00:00.000Z');
    const never = [{ timeZone: 'UTC', week: [[], [], [], [], [], [], []], closed: [] }];
    expect(evaluateAt('$nextOpen()', never).value).toBeUndefined();
  });
});

describe('a flow', () => {
  const flow = (node: NodeInput) => converse({ nodes: [node, { id: 'end', kind: 'end' }] });
  const start = (conversation: ReturnType<typeof converse>, openingHours?: unknown) =>
    conversation.send({
      type: 'started',
      inputId: 'in-0',
      variables: {} as JsonObject,
      ...(openingHours !== undefined && { defaults: { openingHours: openingHours as OpeningHours } }),
    });
  const speaks = (text: string): NodeInput => ({
    id: 'm',
    kind: 'message',
    messages: [{ type: 'text', text }],
    exits: { next: 'end' },
  });

  it('reads the hours that its session started with, in every later turn', () => {
    const ask: NodeInput = {
      id: 'q',
      kind: 'question',
      prompt: [{ type: 'text', text: '{{ $isOpen("2026-03-21T12:00:00Z") ? "open" : "closed" }}' }],
      answer: { type: 'text' },
      variable: 'x',
      exits: { next: 'q' },
    };
    const conversation = flow(ask);
    expect(textsOf(start(conversation, HOURS))).toEqual(['closed']);
    expect(textsOf(conversation.say('again'))).toEqual(['closed']);
    expect(JSON.parse(JSON.stringify(conversation.state())).defaults).toEqual({ openingHours: HOURS });
  });

  it('says in the trace that no hours are set', () => {
    const { trace, messages } = start(flow(speaks('{{ $isOpen() }}')));
    expect(messages[0]?.text).toBe('true');
    expect(JSON.stringify(trace.steps[0])).toContain('No opening hours are set');
    const condition: NodeInput = {
      id: 'c',
      kind: 'condition',
      branches: [{ id: 'b', when: '$isOpen()' }],
      exits: { b: 'end', else: 'end' },
    };
    expect(start(flow(condition)).trace.steps[0]?.note).toContain('No opening hours are set');
  });

  it('leaves out hours that are invalid, and says so', () => {
    const { trace, messages } = start(flow(speaks('{{ $isOpen("2026-03-21") }}')), [{ week: 'always' }]);
    expect(messages[0]?.text).toBe('true');
    expect(JSON.stringify(trace)).toContain('Left out opening hours that are invalid.');
  });

  it('waits until it opens', () => {
    const conversation = converse({
      nodes: [
        {
          id: 'w',
          kind: 'wait',
          wait: { type: 'until', time: "$nextOpen('2026-03-20T17:00:00Z')" },
          exits: { next: 'end' },
        },
        { id: 'end', kind: 'end' },
      ],
    });
    expect(start(conversation, HOURS).effects).toEqual([
      { type: 'timer.set', key: '1:0', dueAt: Date.parse('2026-03-23T08:00:00Z') },
    ]);
  });
});
