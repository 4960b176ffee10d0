import { describe, expect, it } from 'vitest';
import { createCompletionReader } from './read-completion';

const HEADERS = { 'content-type': 'text/event-stream; charset=utf-8' };

function toStream(parts: readonly object[], end = 'data: [DONE]\n\n'): string {
  return parts.map((part) => `data: ${JSON.stringify(part)}\n\n`).join('') + end;
}

function delta(content: string, finish: string | null = null) {
  return { id: 'c1', model: 'small', choices: [{ index: 0, delta: { content }, finish_reason: finish }] };
}

async function read(stream: string, { size = 7, maxBytes = 1_000, headers = HEADERS } = {}) {
  const shown: string[] = [];
  const bytes = new TextEncoder().encode(stream);
  async function* send() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const body = await createCompletionReader((text) => shown.push(text))(send(), headers, maxBytes);
  return { body, shown };
}

const HELLO = [delta('Grüß'), delta(' dich'), delta('', 'stop')];
const USAGE = { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 };

describe('a chat completion in parts', () => {
  it.each([1, 2, 7, 1_000])(
    'is joined, with its usage, whatever the size of what arrives: %i',
    async (size) => {
      const stream = toStream([...HELLO, { choices: [], usage: USAGE }]);
      const { body, shown } = await read(stream, { size });
      expect(body).toEqual({
        ...{ object: 'chat.completion', id: 'c1', model: 'small', usage: USAGE },
        choices: [{ index: 0, message: { role: 'assistant', content: 'Grüß dich' }, finish_reason: 'stop' }],
      });
      expect(shown).toEqual(['Grüß', 'Grüß dich']);
    },
  );

  it.each([
    ['with CRLF', toStream(HELLO).replaceAll('\n', '\r\n')],
    ['without spaces', toStream(HELLO).replaceAll('data: ', 'data:')],
    ['with comments and other fields', `: keep-alive\n\nevent: message\nid: 4\n${toStream(HELLO)}`],
    ['without [DONE]', toStream(HELLO, '')],
    ['without the last empty line', toStream(HELLO, '').trimEnd()],
    ['with data over two lines', toStream(HELLO).replace('"model"', '\ndata: "model"')],
    ['with what follows [DONE]', `${toStream(HELLO)}data: no JSON\n\n`],
  ])('is read %s', async (_, stream) => {
    const { body } = await read(stream);
    expect(body).toMatchObject({ choices: [{ message: { content: 'Grüß dich' }, finish_reason: 'stop' }] });
  });

  it('joins the calls of tools by their index', async () => {
    const call = (index: number, part: object) => ({
      choices: [{ index: 0, delta: { tool_calls: [{ index, ...part }] } }],
    });
    const { body, shown } = await read(
      toStream([
        call(0, { id: 'a', type: 'function', function: { name: 'order', arguments: '' } }),
        call(1, { id: 'b', type: 'function', function: { name: 'total', arguments: '{}' } }),
        call(0, { function: { arguments: '{"no":' } }),
        call(0, { function: { arguments: '7}' } }),
        { choices: [{ index: 0, delta: {}, finish_reason: 'tool_calls' }] },
      ]),
    );
    expect(body).toMatchObject({
      choices: [
        {
          finish_reason: 'tool_calls',
          message: {
            content: null,
            tool_calls: [
              { id: 'a', type: 'function', function: { name: 'order', arguments: '{"no":7}' } },
              { id: 'b', type: 'function', function: { name: 'total', arguments: '{}' } },
            ],
          },
        },
      ],
    });
    expect(shown).toEqual([]);
  });

  it('has the first of several replies alone', async () => {
    const other = { choices: [{ index: 1, delta: { content: 'other' } }] };
    const { shown } = await read(toStream([other, ...HELLO]));
    expect(shown).toEqual(['Grüß', 'Grüß dich']);
  });

  it('has the error that the server reports on the way', async () => {
    const { body } = await read(toStream([delta('Gr'), { error: { message: 'Overloaded' } }], ''));
    expect(body).toMatchObject({ error: { message: 'Overloaded' } });
  });

  it('fails if it ends too early, is no JSON or is too large', async () => {
    await expect(read(toStream([delta('Gr')], ''))).rejects.toThrow('with a stream that ended too early');
    await expect(read(toStream([delta('Gr')]))).rejects.toThrow('with a stream that ended too early');
    await expect(read('data: {"choices"\n\n')).rejects.toThrow('with a stream whose parts are not JSON');
    const long = toStream([delta('x'.repeat(20)), delta('', 'stop')]);
    await expect(read(long, { maxBytes: 19 })).rejects.toThrow('with more than 19 bytes');
    await expect(read(': '.repeat(200), { maxBytes: 20 })).rejects.toThrow('with more than 320 bytes');
    expect((await read(long, { maxBytes: 20 })).shown).toEqual(['x'.repeat(20)]);
  });

  it('is read as a whole if the server does not stream', async () => {
    const json = { 'content-type': 'application/json' };
    const whole = { choices: [{ message: { content: 'Hello' } }] };
    expect(await read(JSON.stringify(whole), { headers: json })).toEqual({ body: whole, shown: [] });
  });
});
