import { describe, expect, it } from 'vitest';
import { repairFormLines } from './repair-form-lines';

const MOST = 3;
const repair = (text: string) =>
  Buffer.from(repairFormLines(Buffer.from(text, 'latin1'), 'x', MOST)).toString('latin1');

const FORM = '--x\r\nA: 1\r\nB: 2\r\n\r\nvalue\r\n--x\r\nC: 3\r\n\r\nother\r\n--x--\r\n';

describe('the frame of a form', () => {
  it.each([
    ['with CRLF', FORM],
    ['with text after its end', `${FORM}after\n--x\n`],
    ['without a line break after its end', FORM.slice(0, -2)],
    ['whose content has single line feeds', FORM.replace('value', 'va\nlue\n')],
    ['after a text', `before\r\n${FORM}`],
    ['after an empty line', `\r\n${FORM}`],
    ['without a delimiter', 'nothing\nhere'],
    ['with a part without a header', '--x\r\n\r\nvalue\r\n--x--\r\n'],
  ])('stays as it is, %s', (_, form) => {
    const bytes = Buffer.from(form, 'latin1');
    expect(repairFormLines(bytes, 'x', MOST)).toBe(bytes);
  });

  it.each([
    ['with LF alone', FORM.replaceAll('\r\n', '\n')],
    ['with LF alone in a header', FORM.replace('A: 1\r\n', 'A: 1\n')],
    ['with LF alone before the content', FORM.replace('2\r\n\r\n', '2\n\n')],
    [
      'with LF alone after its first delimiter',
      FORM.replace('--x\r\n', '--x\n').replaceAll('\r\n--x', '\n--x'),
    ],
    ['with spaces after a delimiter', FORM.replace('--x\r\nC', '--x \t\r\nC')],
    ['with LF alone, after a text', `before\n${FORM.replaceAll('\r\n', '\n')}`],
    ['after an empty line of LF alone', `\n${FORM.replaceAll('\r\n', '\n')}`],
  ])('gets CRLF, %s', (_, form) => {
    expect(repair(form)).toBe(FORM);
  });

  it('keeps the bytes of contents', () => {
    const form = '--x\nA: 1\n\nva\r\nlue\r\n\nmore\r\n--x--\n';
    expect(repair(form)).toBe('--x\r\nA: 1\r\n\r\nva\r\nlue\r\n\nmore\r\r\n--x--\r\n');
  });

  it('keeps what looks like a delimiter within a content', () => {
    const form = '--x\nA: 1\n\na --x\n--xy\n--x-\nb\n--x--\n';
    expect(repair(form)).toBe('--x\r\nA: 1\r\n\r\na --x\n--xy\n--x-\nb\r\n--x--\r\n');
  });

  it('keeps a part without an empty line and parts without a header', () => {
    expect(repair('--x\nA: 1\n--x\n\nvalue\n--x\n\r\nother\n--x--\n')).toBe(
      '--x\r\nA: 1\r\n--x\r\n\r\n\r\nvalue\r\n--x\r\n\r\n\r\nother\r\n--x--\r\n',
    );
  });

  it('ends where the form ends, and leaves a form open that does not', () => {
    expect(repair('--x\n\nvalue\n--x--\n\nafter\n--x\n\nlate\n--x--\n')).toBe(
      '--x\r\n\r\n\r\nvalue\r\n--x--\r\n',
    );
    expect(repair('--x\n\nvalue\n--x\n\nopen')).toBe('--x\r\n\r\n\r\nvalue\r\n');
  });

  it('reads one part more than allowed, so that the form is refused', () => {
    expect(repair('--x\n\nvalue\n'.repeat(10)).match(/--x\r\n/g)).toHaveLength(MOST + 1);
  });

  it('sees a view on a larger buffer alone', () => {
    const whole = Buffer.from(`--x\n\nno\n${FORM}--x--\n`, 'latin1');
    const view = new Uint8Array(whole.buffer, whole.byteOffset + 8, FORM.length);
    expect(repairFormLines(view, 'x', MOST)).toBe(view);
  });
});
