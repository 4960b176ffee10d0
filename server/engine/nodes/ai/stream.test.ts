import { describe, expect, it } from 'vitest';
import { converse, type NodeInput } from '../../fixtures/converse';
import type { HttpRequest } from '../../protocol';
import { validateFlow } from '../../validate';

const flow = (ai: object): NodeInput[] => [
  {
    ...{
      id: 'ask',
      kind: 'ai',
      url: 'https://models.test/v1',
      model: 'small',
      prompt: 'Hello',
      variable: 'said',
    },
    ...{ exits: { next: 'end', error: 'end' } },
    ...ai,
  },
  { id: 'end', kind: 'end' },
];

function request(ai: object): HttpRequest | undefined {
  const effect = converse({ nodes: flow(ai) }).start({}).effects[0];
  return effect?.type === 'http.call' ? effect.request : undefined;
}

describe('a reply that is shown while it is written', () => {
  it('is asked for in parts, whose result is joined', () => {
    const sent = request({ stream: true });
    expect(sent).toMatchObject({ streamed: true, headers: { accept: 'text/event-stream' } });
    expect(JSON.parse(sent?.body ?? '')).toMatchObject({
      stream: true,
      stream_options: { include_usage: true },
    });
    const whole = request({ stream: false });
    expect([whole?.streamed, whole?.body]).toEqual([undefined, request({})?.body]);
  });

  it('is no data for the flow', () => {
    const nodes = flow({ stream: true, schema: { type: 'object' } });
    const { problems } = validateFlow({ format: 1, start: 'ask', nodes });
    expect(problems).toContainEqual(expect.objectContaining({ code: 'ai_stream', path: '/nodes/0/stream' }));
  });
});
