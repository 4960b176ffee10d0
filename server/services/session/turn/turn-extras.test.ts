import { describe, expect, it } from 'vitest';
import type { SessionRow } from '@/server/db/session/row';
import { initialState } from '@/server/engine/run';
import type { SessionState } from '@/server/engine/session';
import { toExtras } from './turn-extras';
import type { TurnDeps, TurnRecord } from './turn-input';

const AT = new Date(1_000_000);
const STATE = initialState('seed');
const SESSION = {
  ...{ orgId: 'org', id: 'session', channelId: null, threadId: null, syncReply: null, metadata: {} },
  ...{ waitingSince: null, awaitedEvent: null, handledEvents: null, assigneeId: null, eventDepth: 0 },
  ...{ status: 'awaiting_input', turnNo: 1, messageCount: 1, state: STATE },
} as unknown as SessionRow;

const deps = {
  ...{ ids: { uuid: () => 'made' }, breakpoints: { getHoldMs: () => 5_000 } },
  secrets: { seal: (text: string) => `sealed ${text}` },
} as unknown as TurnDeps;

type Parts = {
  before?: Partial<SessionRow>;
  after?: Partial<SessionRow>;
  effects?: object[];
  event?: object;
  step?: object;
  request?: object;
};

function collect({ before = {}, after = {}, effects = [], event, step = {}, request = {} }: Parts = {}) {
  const record = {
    before: { ...SESSION, ...before },
    session: { ...SESSION, turnNo: 2, messageCount: 3, ...before, ...after },
    steps: [
      {
        step: { event: event ?? { type: 'message', at: 0, inputId: 'in-1', text: 'hi' }, ...step },
        result: { effects, messages: [], state: STATE, trace: { steps: [] }, outcome: { kind: 'applied' } },
      },
    ],
    ...{ request, channel: null, titles: null, turns: [], messages: [], at: AT },
  };
  return toExtras(deps, record as unknown as TurnRecord);
}

const NOTHING = {
  ...{ effects: [], timers: [], endedTimers: [], endedEffects: [], endedArrivals: [], deliveries: [] },
  ...{ suggestions: [], events: [], idempotencyKey: null, inputId: 'in-1' },
};
const held = (breakpoint: string) =>
  ({ ...STATE, wait: { type: 'held', stop: { breakpoint } } }) as unknown as SessionState;

describe('what turns write besides their session', () => {
  it('is nothing for a message and its answer, so that the short statements are enough', () => {
    expect(collect()).toBeNull();
    expect(collect({ after: { status: 'completed', finishedAt: AT, expiresAt: AT } })).toBeNull();
  });

  it.each<Partial<SessionRow>>([
    { waitingSince: AT },
    { syncReply: { inputId: 'in-0' } as never },
    { awaitedEvent: 'paid' },
    { handledEvents: ['paid'] },
    { assigneeId: 'user' },
    { eventDepth: 1 },
  ])('needs the full statement for %j', (after) => {
    expect(collect({ after })).toEqual(NOTHING);
    expect(collect({ before: after })).toBeNull();
  });

  it('is needed for a channel, a repeatable request, several steps and the usage of a model', () => {
    expect(collect({ before: { channelId: 'channel' } })).toEqual(NOTHING);
    expect(collect({ request: { idempotencyKey: 'key' } })).toEqual({ ...NOTHING, idempotencyKey: 'key' });
    expect(collect({ step: { usage: {} } })).toEqual(NOTHING);
  });

  it('is the end of what caused the turn', () => {
    const by = (cause: object) => collect({ request: { cause } });
    expect(by({ type: 'call', key: '1:0' })).toEqual({ ...NOTHING, endedEffects: ['1:0'] });
    expect(by({ type: 'timer', key: '1:1' })).toEqual({ ...NOTHING, endedTimers: ['1:1'] });
    expect(by({ type: 'arrival', eventId: 'e' })).toEqual({ ...NOTHING, endedArrivals: ['e'] });
  });

  it('is each effect of the flow', () => {
    const request = {
      method: 'GET',
      url: 'https://a.test',
      headers: {},
      body: null,
      timeoutMs: 1_000,
      maxAttempts: 1,
    };
    const [call] =
      collect({ effects: [{ type: 'http.call', key: '2:0', nodeId: 'n', request }] })?.effects ?? [];
    expect(call).toMatchObject({ key: '2:0', request: { timeoutMs: 1_000, sealed: expect.any(String) } });
    expect(call?.leaseUntil.getTime()).toBeGreaterThan(AT.getTime() + 1_000);
    const effects = [
      { type: 'timer.set', key: '2:1', dueAt: 9_000 },
      { type: 'timer.cancel', key: '1:1' },
      { type: 'call.cancel', key: '1:2' },
      { type: 'event.emit', key: '2:2', name: 'paid', payload: { id: 7 } },
      { type: 'suggest', key: '2:3', text: 'Yes', score: 0.5 },
    ];
    expect(collect({ effects })).toEqual({
      ...NOTHING,
      ...{ timers: [{ key: '2:1', dueAt: new Date(9_000) }], endedTimers: ['1:1'], endedEffects: ['1:2'] },
      events: [{ id: 'made', name: 'paid', payload: { id: 7 } }],
      suggestions: [{ ...{ id: 'made', turnNo: 2, messageId: null, text: 'Yes', score: 0.5 } }],
    });
    expect(collect({ effects: effects.slice(4), step: { isAnswered: true } })?.suggestions).toEqual([]);
  });

  it('is the time at which a person loses control, and its end', () => {
    const event = { type: 'control.changed', at: 0, control: 'human' };
    const taken = collect({ event, step: { controlUntil: 7_000 }, after: { assigneeId: 'user' } });
    expect(taken?.timers).toEqual([{ key: expect.any(String), dueAt: new Date(7_000) }]);
    const back = collect({ event: { ...event, control: 'flow' }, after: { assigneeId: 'user' } });
    expect([back?.timers, back?.endedTimers]).toEqual([[], [taken?.timers[0]?.key]]);
    expect(back?.inputId).toBeNull();
  });

  it('is the time of a hold and of a quiet, each while it lasts', () => {
    const hold = collect({ after: { state: held('b1') } });
    expect(hold?.timers).toEqual([{ key: expect.any(String), dueAt: new Date(AT.getTime() + 5_000) }]);
    const same = held('b1');
    expect(collect({ before: { state: same }, after: { state: same } })).toEqual(NOTHING);
    const released = collect({ before: { state: held('b1') }, after: { state: STATE } });
    expect([released?.timers, released?.endedTimers]).toEqual([[], [hold?.timers[0]?.key]]);
    const quiet = { ...STATE, quiet: { until: 8_000 } } as unknown as SessionState;
    const waits = collect({ after: { state: quiet } });
    expect(waits?.timers).toEqual([{ key: expect.any(String), dueAt: new Date(8_000) }]);
    expect(collect({ before: { state: quiet }, after: { state: quiet } })).toBeNull();
    expect(collect({ before: { state: quiet }, after: { state: STATE } })?.endedTimers).toEqual([
      waits?.timers[0]?.key,
    ]);
  });

  it('answers the input that waited before the turn, if the turn had none', () => {
    const syncReply = { inputId: 'in-0' } as never;
    const event = { type: 'timer.fired', at: 0, timer: '1:1' };
    const request = { cause: { type: 'timer', key: '1:1' } };
    expect(collect({ before: { syncReply }, event, request })?.inputId).toBe('in-0');
    expect(collect({ before: { syncReply }, request })?.inputId).toBe('in-1');
  });
});
