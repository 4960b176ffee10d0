import { describe, expect, it } from 'vitest';
import { toFileName } from './file-name';

describe('the name of an upload', () => {
  it.each([
    ['plan.png', 'plan.png'],
    ['pläne/plan ü.png', 'plan ü.png'],
    ['C:\\fakepath\\a.pdf', 'a.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['\u2066a\u2069\u200f.txt', 'a.txt'],
    ['a\0b\r\nc\u007f.txt', 'abc.txt'],
    ['half \ud83d.txt', 'half .txt'],
    ['👩‍👩‍👧.png', '👩‍👩‍👧.png'],
    ['..', 'file'],
    ['a/..', 'file'],
    [' \u202e ', 'file'],
    ['', 'file'],
  ])('of %j is %j', (given, name) => {
    expect(toFileName(given)).toBe(name);
  });

  it('keeps its extension when it is cut, and never splits a surrogate pair', () => {
    const name = toFileName(`${'x'.repeat(300)}.pdf`);
    expect([name.length, name.slice(-5)]).toEqual([255, 'x.pdf']);
    const emoji = toFileName(`${'😀'.repeat(200)}x`);
    expect([emoji.length, emoji.codePointAt(0)]).toEqual([255, 0x1f600]);
    const cut = toFileName(`${'😀'.repeat(200)}`.concat('.xx'));
    expect([cut.length, cut.codePointAt(0)]).toEqual([255, 0x1f600]);
    const odd = toFileName(`${'😀'.repeat(200)}.pdf`);
    expect([odd.length, odd.codePointAt(0)]).toEqual([254, 0x1f600]);
  });
});
