import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FormParts, parseFormData } from './parse-form-data';

const TYPE = 'multipart/form-data; boundary=x';
const parse = (text: string, type: string | null = TYPE): Promise<FormParts> =>
  parseFormData(type, Buffer.from(text.replaceAll('\n', '\r\n'), 'latin1'));
const part = (headers: string, value: string) =>
  `--x\nContent-Disposition: form-data; ${headers}\n\n${value}\n`;
const toShown = ({ field, name, type, bytes }: FormParts['files'][number]) =>
  `${field} ${name} ${type} ${Buffer.from(bytes).toString('latin1')}`;
// Contents that look like pieces of the frame.
const AWKWARD = ['\r', '\n', '\r\n', '\n\n', '--', '--xy', 'a\n--xy--', '--xy\n', 'a\r\n--xy', ''].map(
  (text) => Uint8Array.from(Buffer.from(text)),
);
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
    const [file] = files;
    expect([file?.field, file?.name, file?.type]).toEqual(['file', 'Räte "1"\n.png', 'image/png']);
    expect(Buffer.from(file?.bytes ?? []).equals(bytes)).toBe(true);
  });

  it('takes the first of fields with one name, and every file', async () => {
    const text = `${part('name="a"', '1')}${part('name="a"', '2')}${part('name="f"; filename="a"', '3')}${part('name="f"; filename="b"', '4')}--x--`;
    const { fields, files } = await parse(text);
    expect([...fields]).toEqual([['a', '1']]);
    expect(files.map(toShown)).toEqual(['f a  3', 'f b  4']);
  });

  it.each([
    ['a name that is not quoted', part('name=f; filename=a.png', '1')],
    ['no space between parameters', part('name="f";filename="a.png"', '1')],
    ['spaces around the equals sign', part('name = "f" ; filename = "a.png"', '1')],
    ['the file name first', part('filename="a.png"; name="f"', '1')],
    ['a header in capitals', '--x\nCONTENT-DISPOSITION: FORM-DATA; NAME="f"; FileName="a.png"\n\n1\n'],
    ['a header over two lines', part('name="f";\n filename="a.png"', '1')],
    ['text before the first part', `Ignore this.\n${part('name="f"; filename="a.png"', '1')}`],
    ['an empty line before the first part', `\n${part('name="f"; filename="a.png"', '1')}`],
    ['spaces after a delimiter', part('name="f"; filename="a.png"', '1').replace('--x', '--x \t')],
    ['an unknown parameter', part('name="f"; size=5; filename="a.png"; x', '1')],
  ])('reads a form with %s (body/form-tolerant)', async (_, text) => {
    for (const end of ['--x--', '--x--\n', '--x-- \nIgnore this.\n--x\n'])
      expect((await parse(`${text}${end}`)).files.map(toShown)).toEqual(['f a.png  1']);
  });

  it.each([
    ['LF', '\n', '\n'],
    ['LF in its headers alone', '\n', '\r\n'],
  ])(
    'reads a form whose lines end in %s, and keeps its contents (body/form-tolerant)',
    async (_, end, delimiterEnd) => {
      const content = 'a\nb\r\n\n--xy\n--\r';
      const frame = [
        'Content-Disposition: form-data; name="f"; filename="a"',
        'Content-Type: text/plain',
        '',
        content,
      ];
      const text = `--x${delimiterEnd}${frame.join(end)}${delimiterEnd}--x--${delimiterEnd}`;
      const { files } = await parseFormData(TYPE, Buffer.from(text, 'latin1'));
      expect(files.map(toShown)).toEqual([`f a text/plain ${content}`]);
    },
  );

  it('keeps any bytes of any number of files, whatever ends the lines (body/form-tolerant)', async () => {
    const contents = fc.array(fc.oneof(fc.uint8Array({ maxLength: 50 }), fc.constantFrom(...AWKWARD)), {
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(contents, fc.constantFrom('\n', '\r\n'), async (all, end) => {
        const parts = all.map((bytes) => [
          `--xyz${end}Content-Disposition: form-data; name=f; filename=a${end}${end}`,
          bytes,
          end,
        ]);
        const body = Buffer.concat([...parts.flat(), `--xyz--${end}`].map((piece) => Buffer.from(piece)));
        const { files } = await parseFormData('multipart/form-data; boundary="xyz"', body);
        expect(files.map(({ bytes }) => [...bytes])).toEqual(all.map((bytes) => [...bytes]));
      }),
    );
  });

  it('takes a part of a binary type as a file, and an empty file input as none', async () => {
    const typed = (type: string) =>
      `--x\nContent-Disposition: form-data; name="f"\nContent-Type: ${type}\n\n1\n`;
    const text = `${typed('image/png')}${typed('text/plain')}${typed('application/json')}${part('name="g"; filename=""', '')}--x--`;
    const { fields, files } = await parse(text);
    expect([...fields]).toEqual([['f', '1']]);
    expect(files.map(toShown)).toEqual(['f  image/png 1']);
  });

  it('decodes the charset of a field, and base64', async () => {
    const head = '--x\nContent-Disposition: form-data; name=f';
    const latin = `${head}\nContent-Type: text/plain; charset=ISO-8859-1\nContent-Transfer-Encoding: 8bit\n\n\xe4\n`;
    expect([...(await parse(`${latin}--x--`)).fields]).toEqual([['f', 'ä']]);
    const cyrillic = `${head}\nContent-Type: text/plain; charset=KOI8-R\n\n\xc4\xc1\n`;
    expect([...(await parse(`${cyrillic}--x--`)).fields]).toEqual([['f', 'да']]);
    const coded = `${head}; filename=a\nContent-Transfer-Encoding: BASE64\n\naGVs\nbG8=\n`;
    expect((await parse(`${coded}--x--`)).files.map(toShown)).toEqual(['f a  hello']);
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

  it('takes a boundary of 200 characters, and no longer one', async () => {
    const send = (boundary: string) =>
      parseFormData(
        `multipart/form-data; boundary=${boundary}`,
        Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name=f\r\n\r\n1\r\n--${boundary}--`),
      );
    expect([...(await send('x'.repeat(200))).fields]).toEqual([['f', '1']]);
    await expect(send('x'.repeat(201))).rejects.toThrow(
      expect.objectContaining({
        problem: {
          code: 'invalid_request',
          details: { issues: [{ path: [], message: 'is no multipart form' }] },
        },
      }),
    );
  });

  it('bounds the parts, the fields and the headers (body/form-bounded)', async () => {
    const exceeded = (limit: string, max: number) =>
      expect.objectContaining({ problem: { code: 'limit_exceeded', details: { limit, max } } });
    await expect(parse(`${part('name="a"', '1').repeat(101)}--x--`)).rejects.toThrow(
      exceeded('parts of a form', 100),
    );
    expect((await parse(`${part('name="a"; filename="b"', '1').repeat(100)}--x--`)).files).toHaveLength(100);
    await expect(parse(`${part('name="a"', '1'.repeat(1_048_577))}--x--`)).rejects.toThrow(
      exceeded('bytes of a form field', 1_048_576),
    );
    const largest = await parse(`${part('name="a"', '1'.repeat(1_048_576))}--x--`);
    expect(largest.fields.get('a')).toHaveLength(1_048_576);
    const long = await parse(`${part(`name="a"; filename="${'b'.repeat(20_000)}"`, '1')}--x--`);
    expect(long.files[0]?.name.length).toBeLessThan(16_384);
  });
});
