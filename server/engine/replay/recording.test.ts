import { describe, expect, it } from 'vitest';
import { ask } from '../fixtures/waiting-flows';
import { compileRecording } from './compile-recording';
import { replay } from './drive';
import { askWhatIf, say } from './fixtures/what-if';
import { cutSession, findOtherRules, type Recording } from './recording';
import { formatRecording, parseRecording } from './recording-file';

const flow = { nodes: [ask('q', 'r'), ask('r')] };
const { session } = askWhatIf(flow, flow, [say(5, 'x'), say(9, 'y')]);
const definition = { format: 1, start: 'q', nodes: flow.nodes };
const recording: Recording = {
  ...{ kind: 'parley.recording', format: 1, flow: 'v1', ...session },
  flows: {
    v1: {
      slug: 'own',
      version: 3,
      definition: JSON.parse(JSON.stringify(definition)),
      links: { gone: 'v2' },
    },
  },
};

it('cuts a session after some turns, where it stood as it stands in the record', () => {
  const cut = cutSession(session, 2);
  expect(cut.turns).toEqual(session.turns.slice(0, 2));
  expect(cut.end).toEqual({ status: 'awaiting_input', at: session.turns[1]?.event.at });
});

it('finds sessions that started under other rules of time zones', () => {
  const started = { type: 'started' as const, at: 0, inputId: 'i', variables: {}, rules: 'tz 2025a' };
  const under = { ...session, turns: [{ event: started }] };
  expect(findOtherRules(under, 'tz 2025a')).toBeNull();
  expect(findOtherRules(under, 'tz 2026a')).toBe('tz 2025a');
  expect(findOtherRules(session, 'tz 2026a')).toBeNull();
});

describe('the file of a recording (replay/file-round-trip)', () => {
  it('has the move to another version, and a state that a flow can go on from', () => {
    const state = session.end.state;
    const version = { from: { id: 'v1', number: 3 }, to: { id: 'v2', number: 4 } };
    const event = { type: 'version.changed' as const, at: 9, ...version, turns: 3, state };
    const moved = { ...recording, turns: [...session.turns, { event }] } as Recording;
    expect(parseRecording(JSON.stringify(moved))).toEqual({ ok: true, recording: moved });
    const broken = { ...moved, turns: [{ event: { ...event, state: { ...state, frames: [{}] } } }] };
    const parsed = parseRecording(JSON.stringify(broken));
    expect(parsed.ok ? [] : parsed.problems.map(({ path }) => path)).toContain(
      '/turns/0/event/state/frames/0/flow',
    );
  });

  it.each([
    ['/wait/choices/0/label', { wait: { type: 'input', choices: [{ value: 'a' }] } }],
    ['/stepping/until', { stepping: { breakpoint: 'b' } }],
    ['/isLetGo', { isLetGo: 'yes' }],
    ['/wait/stop/nth', { wait: { type: 'held', stop: { flow: '', node: 'q', breakpoint: 'b' } } }],
  ])('refuses a state that a flow cannot go on from, as at %s', (path, part) => {
    const version = { from: { id: 'v1', number: 3 }, to: { id: 'v2', number: 4 } };
    const state = { ...session.end.state, ...part };
    const event = { type: 'version.changed', at: 9, ...version, turns: 3, state };
    const parsed = parseRecording(JSON.stringify({ ...recording, turns: [{ event }] }));
    expect(parsed.ok ? [] : parsed.problems.map((problem) => problem.path)).toContain(
      `/turns/0/event/state${path}`,
    );
  });

  it('has a state that a breakpoint holds, with the choices that data decided', () => {
    const version = { from: { id: 'v1', number: 3 }, to: { id: 'v2', number: 4 } };
    const stop = { flow: '', node: 'q', nth: 1, breakpoint: 'b' };
    const counts = { at: 1, turn: 1, visits: 2, effects: 0, steps: 9, chars: 9 };
    const choices = [{ value: 'a', label: 'A' }];
    const input = { type: 'input', attempts: 0, field: null, answers: {}, timer: null, choices };
    for (const wait of [input, { type: 'held', stop, ...counts }]) {
      const state = { ...session.end.state, wait, stepping: { breakpoint: 'b', until: 9 }, isLetGo: true };
      const event = { type: 'version.changed', at: 9, ...version, turns: 3, state };
      const moved = { ...recording, turns: [...session.turns, { event }] };
      expect(parseRecording(JSON.stringify(moved))).toEqual({ ok: true, recording: moved });
    }
  });

  it('names what is invalid by its place', () => {
    expect(parseRecording('{')).toEqual({ ok: false, problems: [{ path: '', message: 'is not JSON' }] });
    const newer = formatRecording({ ...recording, format: 2 as never });
    expect(parseRecording(newer)).toMatchObject({ ok: false, problems: [{ path: '/format' }] });
    const broken = {
      ...recording,
      turns: [{ event: { type: 'message', at: 'now', inputId: 'i', text: '' } }],
    };
    expect(parseRecording(JSON.stringify(broken))).toEqual({
      ok: false,
      problems: [{ path: '/turns/0/event/at', message: 'must be a number' }],
    });
  });

  it('keeps fields that it does not know', () => {
    const text = JSON.stringify({ ...recording, note: 1 });
    const parsed = parseRecording(text);
    expect(parsed.ok && formatRecording(parsed.recording)).toBe(text);
  });
});

describe('compileRecording', () => {
  it('compiles the flows, also where a called one is missing', () => {
    const compiled = compileRecording(recording);
    if (!compiled.ok) throw new Error(compiled.reason);
    expect(replay(compiled.program, recording, { type: 'exact' }).steps).toHaveLength(3);
  });

  it('says what it cannot compile', () => {
    expect(compileRecording({ ...recording, flow: 'v9' })).toEqual({
      ok: false,
      reason: 'There is no flow "v9".',
    });
    const invalid = { v1: { slug: 'own', version: 3, definition: {}, links: {} } };
    expect(compileRecording({ ...recording, flows: invalid })).toMatchObject({ ok: false });
  });
});
