import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '@/server/engine/json';
import type { Trace, TraceStep } from '@/server/engine/protocol';
import { toStoredJson } from '@/server/shared/stored-json';
import type { TurnChanges, TurnRow } from './row';
import { type StoredTurn, toStoredChanges, toStoredTrace, toTurnRow } from './stored-turn';

const SAID = 'The quick brown fox jumps over the lazy dog.';
const text = fc.oneof(fc.constantFrom(SAID, '', 'yes', 'ask'), fc.string({ unit: 'grapheme' }));
const json = fc.oneof(text, fc.jsonValue({ stringUnit: 'grapheme' })) as fc.Arbitrary<Json>;
const node = fc.constantFrom('ask', 'repeat', 'end', 'said', '0');

const step: fc.Arbitrary<TraceStep> = fc
  .record(
    {
      ...{ nodeId: node, kind: node, flow: fc.constantFrom('', 'sub') },
      phase: fc.constantFrom('enter', 'resume'),
      ...{ exit: fc.option(node), next: fc.option(node) },
      changed: fc.array(fc.record({ name: node, before: json, after: json })),
      answer: fc.record(
        { accepted: fc.boolean(), value: json, reason: text, matchedBy: fc.constant('label') },
        { requiredKeys: ['accepted'] },
      ),
      note: text,
    },
    { requiredKeys: ['nodeId', 'kind', 'flow', 'phase', 'exit', 'next'] },
  )
  .map((made) => made as TraceStep);

const trace: fc.Arbitrary<Trace> = fc.record(
  {
    ...{ steps: fc.array(step), omitted: fc.nat(), visits: fc.nat(4), expressionSteps: fc.nat(1) },
    failure: fc.option(fc.record({ code: text, message: text, nodeId: fc.option(node) })),
  },
  { requiredKeys: ['steps', 'visits', 'expressionSteps', 'failure'] },
);

const changes = fc.record(
  {
    set: fc.dictionary(fc.oneof(node, text), json),
    emitted: fc.array(fc.record({ name: node, payload: json })),
    moved: fc.constant(true),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<TurnChanges>;

const event = fc.oneof(
  json,
  fc.record({ type: fc.constant('message'), at: fc.nat(), text: fc.oneof(fc.constant(SAID), json) }),
) as fc.Arbitrary<Json>;

const rest = { no: 1, status: 'running' as const, firstSeq: 1, createdAt: new Date(0), usage: null };

/** Stores a turn as JSON columns do, and reads it. */
function store(turn: TurnRow): TurnRow {
  const stored: StoredTurn = {
    ...turn,
    trace: toStoredTrace(turn.trace, turn.event),
    changes: toStoredChanges(turn.changes, turn.event),
  };
  const read = JSON.parse(toStoredJson(stored)) as StoredTurn;
  return toTurnRow({ ...read, createdAt: turn.createdAt });
}

describe('turn/as-given', () => {
  it('every turn is read as it was stored, with the order of its keys', () => {
    fc.assert(
      fc.property(event, trace, changes, (given, traced, changed) => {
        const turn = { ...rest, event: given, trace: traced, changes: changed };
        const read = store(turn);
        const { no, status, firstSeq, createdAt, usage, ...json } = turn;
        expect({ no, status, firstSeq, createdAt, usage }).toEqual(rest);
        for (const column of ['event', 'trace', 'changes'] as const) {
          expect(JSON.stringify(read[column])).toBe(JSON.stringify(JSON.parse(toStoredJson(json[column]))));
        }
      }),
    );
  });

  it('a turn of an earlier version is read as it is', () => {
    fc.assert(
      fc.property(event, trace, changes, (given, traced, changed) => {
        const turn = { ...rest, event: given, trace: traced, changes: changed };
        expect(toTurnRow(turn)).toEqual(turn);
      }),
    );
  });

  it('the text of an input and what follows from it are left out', () => {
    const given = { type: 'message', at: 0, inputId: 'i', text: SAID };
    const plain = { flow: '', phase: 'enter' as const };
    const steps: TraceStep[] = [
      {
        ...{ nodeId: 'ask', kind: 'question', flow: '', phase: 'resume', exit: 'next', next: 'repeat' },
        answer: { accepted: true, value: SAID },
      },
      { nodeId: 'repeat', kind: 'message', ...plain, exit: 'next', next: 'ask' },
      { nodeId: 'ask', kind: 'question', ...plain, exit: null, next: null },
    ];
    expect(toStoredTrace({ steps, visits: 3, expressionSteps: 1, failure: null }, given)).toEqual({
      s: [
        ['ask', 'question', 'next', { r: 1, ok: 1 }],
        ['repeat', 'message', 'next'],
        ['ask', 'question'],
      ],
      e: 1,
    });
    expect(toStoredChanges({ set: { a: 1, said: SAID }, moved: true }, given)).toEqual({
      set: { a: 1, said: null },
      moved: true,
      said: ['said'],
    });
  });
});
