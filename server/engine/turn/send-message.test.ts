import { describe, expect, it } from 'vitest';
import { converse, type NodeInput, textsOf } from '../fixtures/converse';
import { ask, say } from '../fixtures/waiting-flows';

describe('the size of the messages of a turn', () => {
  it.each([
    ['plain', 'a', 'b'],
    ['escaped', '"', '\\\n"'],
  ])('is the length of their JSON: %s text', (_, first, second) => {
    const nodes = [say('m', first, 'n'), say('n', second, 'q'), ask('q')];
    const { messages } = converse({ nodes }).start();
    const size = JSON.stringify(messages).length;
    const allowed = converse({ nodes }, { limits: { messageChars: size } }).start();
    expect(allowed.messages).toEqual(messages);
    const { state, messages: sent } = converse({ nodes }, { limits: { messageChars: size - 1 } }).start();
    expect(state.failure).toEqual({
      code: 'said_limit',
      message: `A turn may send at most 200 messages and ${size - 1} characters; this one would send more.`,
      nodeId: 'q',
    });
    expect(sent).toEqual(messages.slice(0, 2));
  });

  it('ends the turn at the first message that does not fit', () => {
    const nodes: NodeInput[] = [say('m', 'x'.repeat(400), 'e'), { id: 'e', kind: 'end' }];
    const { state, messages } = converse({ nodes }, { limits: { messageChars: 300 } }).start();
    expect(state).toMatchObject({ status: 'failed', failure: { code: 'said_limit', nodeId: 'm' } });
    expect(messages).toEqual([]);
  });
});

describe('a message', () => {
  it('has an expectation only if one is attached', () => {
    const { messages } = converse({ nodes: [say('m', 'Hi', 'q'), ask('q')] }).start();
    expect(messages.map((message) => Object.keys(message))).toEqual([
      ['nodeId', 'inputId', 'content', 'text'],
      ['nodeId', 'inputId', 'content', 'text', 'expected'],
    ]);
    expect(textsOf({ messages } as Parameters<typeof textsOf>[0])).toEqual(['Hi', 'q?']);
  });
});
