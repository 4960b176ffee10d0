import { describe, expect, it } from 'vitest';
import { converse, type NodeInput, textsOf } from '../fixtures/converse';
import type { JsonObject } from '../json';
import type { HttpResult, RunResult } from '../protocol';

const model = (id: string, next: string, more: object = {}): NodeInput => ({
  ...{ id, kind: 'ai', url: 'https://models.test/v1', model: 'm', prompt: 'Hi', variable: 'reply' },
  ...{ exits: { next, error: 'end' } },
  ...more,
});
const say = (id: string, text: string, next: string): NodeInput => ({
  id,
  kind: 'message',
  messages: [{ type: 'text', text }],
  exits: { next },
});
const END: NodeInput = { id: 'end', kind: 'end' };
const DISCLOSURE = 'You are talking with an AI assistant.';

const replyOf = (content: string): HttpResult => ({
  ...{ status: 200, headers: {}, durationMs: 1, attempts: 1 },
  body: { choices: [{ message: { role: 'assistant', content } }] },
});

const wordsOf = (result: RunResult) => textsOf(result).filter((text) => text !== '');

/** The texts of each turn of a flow whose model gives these replies. */
function talk(nodes: NodeInput[], replies: string[], defaults?: JsonObject): string[][] {
  const conversation = converse({ nodes });
  const started = conversation.send({
    ...{ type: 'started', inputId: 'in-0', variables: {} },
    ...(defaults && { defaults }),
  });
  const turns = [wordsOf(started)];
  for (const [index, reply] of replies.entries()) {
    const effect = `${index + 1}:0`;
    turns.push(wordsOf(conversation.send({ type: 'effect.succeeded', effect, result: replyOf(reply) })));
  }
  return turns;
}

describe('the disclosure of a channel', () => {
  it('is said once, before the first words of a model', () => {
    const nodes = [
      say('hello', 'Welcome.', 'a'),
      model('a', 'first'),
      say('first', '{{ reply }}', 'b'),
      model('b', 'second'),
      say('second', '{{ reply }}', 'end'),
      END,
    ];
    expect(talk(nodes, ['One', 'Two'], { disclosure: DISCLOSURE, locale: 'en' })).toEqual([
      ['Welcome.'],
      [DISCLOSURE, 'One'],
      ['Two'],
    ]);
    expect(talk(nodes, ['One', 'Two'])).toEqual([['Welcome.'], ['One'], ['Two']]);
  });

  it('is not said for a reply that is data, a failure, or a flow without a model', () => {
    const schema = { type: 'object', properties: { mood: { type: 'string' } } };
    const nodes = [model('a', 'b', { schema }), model('b', 'said'), say('said', '{{ reply }}', 'end'), END];
    expect(talk(nodes, ['{"mood":"good"}', ''], { disclosure: DISCLOSURE })).toEqual([[], [], []]);
    expect(talk([say('m', 'Hi', 'end'), END], [], { disclosure: DISCLOSURE })).toEqual([['Hi']]);
  });

  it('comes before a reply that would be shown while it is written', () => {
    const nodes = [model('a', 'b', { stream: true }), model('b', 'end', { stream: true }), END];
    const isStreamed = ({ effects: [effect] }: RunResult) =>
      effect?.type === 'http.call'
        ? [effect.request.streamed, JSON.parse(effect.request.body ?? '').stream]
        : null;
    const streamed = (defaults: object) => {
      const conversation = converse({ nodes });
      const first = conversation.send({ type: 'started', inputId: 'in-0', variables: {}, ...defaults });
      const answered = { type: 'effect.succeeded', effect: '1:0', result: replyOf('One') } as const;
      return [isStreamed(first), isStreamed(conversation.send(answered))];
    };
    expect(streamed({ defaults: { disclosure: DISCLOSURE } })).toEqual([
      [undefined, undefined],
      [true, true],
    ]);
    expect(streamed({})).toEqual([
      [true, true],
      [true, true],
    ]);
  });
});
