import { describe, expect, it } from 'vitest';
import { type FormParts, parseFormData } from './parse-form-data';

const TYPE = 'multipart/form-data; boundary=x';
const parse = (text: string, type: string | null = TYPE): Promise<FormParts> =>
  parseFormData(type, Buffer.from(text.replaceAll('\n', '\r\n'), 'latin1'));
const part = (headers: string, value: string) =>
  `--x\nContent-Disposition: form-data; ${headers}\n\n${value}\n`;
const codeOf = (parsing: Promise<unknown>) =>
  parsing.then(
    () => 'none',
    ({ code }) => code,
  );

describe('parseFormData', () => {
  it('reads what a browser sends, byte for byte', async () => {
    const bytes = Uint8Array.from({ length: 200_000 }, (_, index) => (index * 31) % 256);
    const form = new FormData();
    form.append('file', new File([bytes], 'Räte "1"\n.png', { type: 'image/png' }));
    form.append('publicKey', 'pk_ü');
    const request = new Response(form);
    const type = request.headers.get('content-type');
    const { fields, files } = await parseFormData(type, new Uint8Array(await request.arrayBuffer()));
    expect(fields).toEqual(new Map([['publicKey', 'pk_ü']]));
    const file = files.get('file');
    expect([file?.name, file?.type]).toEqual(['Räte "1"\n.png', 'image/png']);
    expect(Buffer.from(file?.bytes ?? []).equals(bytes)).toBe(true);
  });

  it('takes the first of parts with one name, and a part with a file name alone as a file', async () => {
    const text = `${part('name="a"', '1')}${part('name="a"', '2')}${part('name="f"; filename=""', '3')}${part('name="f"; filename="b"', '4')}--x--`;
    const { fields, files } = await parse(text);
    expect([...fields]).toEqual([['a', '1']]);
    expect([...files].map(([field, { name, bytes }]) => [field, name, String(bytes)])).toEqual([
      ['f', '', '3'],
    ]);
  });

  it.each([
    ['a part that does not end', part('name="f"; filename="b"', 'abc')],
    ['a field that does not end', part('name="f"', 'abc')],
    ['a part without its header', '--x\n'],
    ['no part', 'abc'],
  ])('refuses %s', async (_, text) => {
    expect(await codeOf(parse(text))).toBe('invalid_request');
  });

  it.each([null, 'application/json', 'multipart/form-data'])('refuses the type %s', async (type) => {
    expect(await codeOf(parse('--x--', type))).toBe('unsupported_media_type');
  });

  it.each(['multipart/form-data; boundary=', 'multipart/form-data; x=y'])(
    'refuses the type %s',
    async (type) => {
      expect(await codeOf(parse('--x--', type))).toBe('invalid_request');
    },
  );

  it('bounds the parts, the fields and the headers (body/form-bounded)', async () => {
    expect(await codeOf(parse(`${part('name="a"', '1').repeat(101)}--x--`))).toBe('limit_exceeded');
    expect(await codeOf(parse(`${part('name="a"', '1'.repeat(1_048_577))}--x--`))).toBe('limit_exceeded');
    const long = await parse(`${part(`name="a"; filename="${'b'.repeat(20_000)}"`, '1')}--x--`);
    expect(long.files.get('a')?.name.length).toBeLessThan(16_384);
  });
});
