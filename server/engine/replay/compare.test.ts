import { describe, expect, it } from 'vitest';
import type { Flow, NodeInput } from '../fixtures/converse';
import { ask } from '../fixtures/waiting-flows';
import { compareReplays, type Verdict } from './compare';
import { askWhatIf, say } from './fixtures/what-if';
import { findMismatch } from './verify';

const tell = (id: string, text: string, next?: string): NodeInput => ({
  ...{ id, kind: 'message', messages: [{ type: 'text', text }] },
  exits: next ? { next } : {},
});
const flow = (...nodes: NodeInput[]): Flow => ({ nodes });
const past = flow(ask('q', 'm'), tell('m', 'Thank you, {{ q }}.', 'r'), ask('r', 'e'), {
  id: 'e',
  kind: 'end',
});
/** The flow with some of its nodes replaced, and others added. */
const withNodes = (...changed: NodeInput[]): Flow => {
  const ids = changed.map(({ id }) => id);
  return flow(
    ...past.nodes.map((node) => changed[ids.indexOf(node.id)] ?? node),
    ...changed.filter(({ id }) => past.nodes.every((node) => node.id !== id)),
  );
};
const compareWith = (draft: Flow) => askWhatIf(past, draft, [say(5, 'Ada'), say(9, 'bye')]).comparison;

describe('compareReplays', () => {
  it('finds nothing in an unchanged version', () => {
    expect(compareWith(past)).toMatchObject({ verdict: 'same', differences: [], parting: null });
  });

  it.each<[Verdict, Flow]>([
    ['same', past],
    ['other_words', withNodes(tell('m', 'Hello.', 'r'))],
    ['other_end', withNodes(ask('r', 'm'))],
    ['failed', withNodes({ id: 'e', kind: 'subflow', flow: 'gone' })],
  ])('says %s', (verdict, draft) => {
    expect(compareWith(draft).verdict).toBe(verdict);
  });

  it('does not see white space', () => {
    expect(compareWith(withNodes(tell('m', ' Thank  you,\n{{ q }}.', 'r')))).toMatchObject({
      verdict: 'same',
      differences: [],
    });
  });

  it('names the node and the turn of other words', () => {
    expect(compareWith(withNodes(tell('m', 'Thanks, {{ q }}.', 'r')))).toMatchObject({
      ...{ verdict: 'other_words', differences: ['words'] },
      parting: { difference: 'words', turn: 1, past: { step: 1, node: 'm' }, next: { step: 1, node: 'm' } },
      ends: { past: { status: 'completed', node: 'e' }, next: { status: 'completed', node: 'e' } },
    });
  });

  it('counts another path with the same words as the same', () => {
    const detour = withNodes(ask('q', 's'), {
      id: 's',
      kind: 'set',
      assign: [{ variable: 'x', value: '1' }],
      exits: { next: 'm' },
    });
    expect(compareWith(detour)).toMatchObject({
      ...{ verdict: 'same', differences: ['path'] },
      parting: { difference: 'path', turn: 1, past: { node: 'm' }, next: { node: 's' } },
    });
  });

  it('looks at variables where asked', () => {
    const renamed = withNodes({ ...ask('r', 'e'), variable: 'other' } as NodeInput);
    const { past: before, next } = askWhatIf(past, renamed, [say(5, 'Ada'), say(9, 'bye')]);
    expect(compareReplays(before, next).verdict).toBe('same');
    expect(compareReplays(before, next, { variables: true })).toMatchObject({
      ...{ verdict: 'other_words', differences: ['variables'] },
      parting: { difference: 'variables', turn: 2, past: { node: 'e' } },
    });
  });

  it('names events that only one of them emits', () => {
    const emits = withNodes(ask('q', 'x'), { id: 'x', kind: 'emit', event: 'done', exits: { next: 'm' } });
    expect(compareWith(emits)).toMatchObject({ verdict: 'other_words', differences: ['path', 'events'] });
  });

  it('finds another end', () => {
    const output = withNodes({ id: 'e', kind: 'end', output: 1 });
    expect(compareWith(output)).toMatchObject({
      verdict: 'other_end',
      differences: ['output'],
      parting: { past: { node: 'e' } },
    });
    expect(compareWith(withNodes(ask('r', 's'), ask('s', 'e')))).toMatchObject({
      ...{ verdict: 'other_end', differences: ['words', 'path', 'status', 'node'] },
      ends: { next: { status: 'awaiting_input', node: 's', wait: 'input' } },
    });
  });

  it('finds a failure', () => {
    expect(compareWith(withNodes({ id: 'm', kind: 'subflow', flow: 'gone' }))).toMatchObject({
      ...{
        verdict: 'failed',
        ends: { next: { failure: 'flow_missing' } },
        parting: { turn: 1, past: { node: 'm' } },
      },
    });
  });
});

describe('findMismatch (replay/exact)', () => {
  const { session, past: replayed } = askWhatIf(past, past, [say(5, 'Ada'), say(9, 'bye')]);
  const change = (edit: (copy: typeof session) => void) => {
    const copy = structuredClone(session);
    edit(copy);
    return findMismatch(copy, replayed);
  };
  const turn = (copy: typeof session, index: number) => {
    const found = copy.turns[index];
    if (!found?.messages) throw new Error('not recorded');
    return { ...found, messages: found.messages, turn: found };
  };

  it('finds nothing where nothing differs', () => {
    expect(findMismatch(session, replayed)).toBeNull();
  });

  it('names the turn and the place of a difference', () => {
    expect(change((copy) => Object.assign(turn(copy, 1).messages[0] ?? {}, { text: 'Hello.' }))).toEqual({
      ...{ turn: 1, path: '/messages/0/text', recorded: 'Hello.', replayed: 'Thank you, Ada.' },
    });
    expect(change((copy) => turn(copy, 2).messages.pop())).toMatchObject({
      turn: 2,
      path: '/messages/0',
      recorded: undefined,
    });
    expect(change((copy) => Object.assign(turn(copy, 0).turn, { status: 'running' }))).toMatchObject({
      turn: 0,
      path: '/status',
    });
    expect(change((copy) => Object.assign(turn(copy, 1).turn, { set: { q: 'Bob' } }))).toMatchObject({
      turn: 1,
      path: '/set/q',
    });
    expect(change((copy) => Object.assign(turn(copy, 1).turn, { set: { q: 'Ada', z: 1 } }))).toMatchObject({
      turn: 1,
      path: '/set/z',
    });
    expect(change((copy) => Object.assign(copy.end.state ?? {}, { visits: 7 }))).toMatchObject({
      turn: 3,
      path: '/state/visits',
    });
    expect(change((copy) => Object.assign(copy.end, { status: 'ended' }))).toMatchObject({
      turn: 3,
      path: '/status',
    });
  });

  it('sees another order of keys', () => {
    expect(
      change((copy) => {
        const { state } = copy.end;
        if (state)
          copy.end.state = {
            ...state,
            format: 1,
            frames: state.frames.map(({ flow, ...rest }) => ({ ...rest, flow })),
          };
      }),
    ).toMatchObject({ turn: 3, path: '/state/frames/0' });
  });

  it('does not compare messages that the transcript does not hold', () => {
    expect(change((copy) => delete turn(copy, 1).turn.messages)).toBeNull();
  });
});
