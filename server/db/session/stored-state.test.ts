import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '@/server/engine/json';
import { initialState } from '@/server/engine/run';
import type { Frame, SessionState, Wait } from '@/server/engine/session';
import { toStoredJson } from '@/server/shared/stored-json';
import { type StoredState, toState, toStoredState } from './stored-state';

const ID = '01a22c09-f850-76ee-8458-33415e2797c6';
const SAID = 'The quick brown fox jumps over the lazy dog.';

const text = fc.oneof(fc.constantFrom(SAID, '', 'yes'), fc.string({ unit: 'grapheme' }));
const json = fc.oneof(text, fc.jsonValue({ stringUnit: 'grapheme' })) as fc.Arbitrary<Json>;
const name = fc.constantFrom('ask', 'said', 'constructor', '0');
const values = fc.dictionary(name, json) as fc.Arbitrary<JsonObject>;
const count = fc.nat(1);

const frame: fc.Arbitrary<Frame> = fc.record({
  ...{ flow: fc.constantFrom('', 'sub'), node: fc.option(name), variables: values },
  loops: fc.dictionary(name, fc.record({ items: fc.array(json), index: count })),
});

const wait = fc.option(
  fc.oneof(
    fc.record(
      {
        ...{ type: fc.constant('input'), attempts: count, field: fc.option(count), answers: values },
        ...{ timer: fc.option(name), readings: fc.constant([]) },
      },
      { requiredKeys: ['type', 'attempts', 'field', 'answers', 'timer'] },
    ),
    fc.record({ type: fc.constant('timer'), timer: name }),
  ),
) as fc.Arbitrary<Wait | null>;

const state: fc.Arbitrary<SessionState> = fc
  .record({
    ...{ format: fc.constant(1), seed: fc.constantFrom(ID, 'other') },
    status: fc.constantFrom('awaiting_input', 'running', 'completed'),
    ...{ control: fc.constantFrom('flow', 'human'), turn: count, visits: count },
    ...{ frames: fc.array(frame, { maxLength: 3 }), wait, inputId: fc.option(name) },
    inbox: fc.array(fc.record({ inputId: name, at: count, text })),
    ...{ output: fc.option(json), failure: fc.option(fc.record({ code: text, message: text })) },
  })
  .chain((base) =>
    fc
      .array(fc.constantFrom('heard', 'visitor', 'open', 'itemVisits', 'regional'), { maxLength: 3 })
      .chain((names) => fc.tuple(...names.map((each) => fc.tuple(fc.constant(each), toValue(each)))))
      .map((more) => ({ ...base, ...Object.fromEntries(more) })),
  ) as fc.Arbitrary<SessionState>;

function toValue(key: string): fc.Arbitrary<unknown> {
  return key === 'heard' ? text : key === 'itemVisits' ? count : values;
}

/** Stores a state as a JSON column does, and reads it. */
const store = (given: SessionState): SessionState =>
  toState(JSON.parse(toStoredJson(toStoredState(given, ID))) as StoredState, ID);

const echo: SessionState = {
  ...initialState(ID),
  ...{ status: 'awaiting_input', turn: 39, inputId: 'input', heard: SAID },
  frames: [{ flow: '', node: 'ask', variables: { said: SAID }, loops: {} }],
  wait: { type: 'input', attempts: 0, field: null, answers: {}, timer: null },
};

describe('a stored state', () => {
  it('is read as it was, to the order of its keys (state/as-given)', () => {
    fc.assert(
      fc.property(state, (given) => {
        expect(JSON.stringify(store(given))).toBe(toStoredJson(given));
      }),
    );
  });

  it('leaves out what most waiting sessions have, and the text that a variable has', () => {
    expect(toStoredState(echo, ID)).toEqual({
      ...{ turn: 39, frames: [{ node: 'ask', variables: { said: SAID } }] },
      ...{ inputId: 'input', heardIn: 'said' },
    });
  });

  it('is read in the complete form of earlier versions', () => {
    expect(toState(JSON.parse(JSON.stringify(echo)) as StoredState, 'another')).toEqual(echo);
  });
});
