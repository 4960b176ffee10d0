import { ECHO } from '@/server/services/session/fixtures/flows';
import { makeFlow } from '../../api/support/flows';
import { ask, requireBody, type Target } from '../../api/support/target';
import { PREFIXES } from '../support/dialects';
import { seedCase } from '../support/seeded';
import type { Tried } from './raw-requests';

const controls = Array.from({ length: 31 }, (_, no) => String.fromCharCode(no + 1)).join('');

/** Valid texts that programs often corrupt. */
const NAUGHTY: readonly string[] = [
  ' ',
  '\t\n',
  '  spaces around  ',
  controls,
  '\u007f\u0080\u009f',
  '\u00a0\u2000\u3000\ufeff',
  '\u200b\u200c\u200d\u2060',
  '\u2028\u2029',
  '\ufffe\uffff\ufdd0',
  '\u202e\u202dright to left\u202c',
  '\u2066\u2067\u2069',
  'שָׁלוֹם عليكم',
  'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘',
  'é e\u0301 \u1e9b\u0323',
  'ﬀ ﷺ İ ı ß ſ',
  '👩‍👩‍👧‍👦 🏳️‍🌈 🇩🇪 👍🏽 🫠',
  '\u{1f4a9}\u{10ffff}\u{2f800}',
  '田中さんにあげて下さい 𠜎𠜱𠝹',
  'undefined',
  'null',
  'NaN',
  'true',
  '0',
  '-0',
  '1e1000',
  '0x7fffffff',
  '[object Object]',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  '{}',
  '[]',
  '"',
  "'",
  '`',
  '\\',
  '\\u0000',
  '\\ud800',
  '%00',
  '%s%d%n',
  "$1 $& $` $'",
  '$\u007b7*7}',
  '{{ 7 * 7 }}',
  '{{',
  '}} {{ said',
  '{% raw %}',
  '<%= 7 %>',
  '<script>alert(1)</script>',
  '<!--',
  ']]>',
  '&amp;&lt;',
  'javascript:alert(1)',
  "' or 1=1; drop table users; --",
  '$$; select pg_sleep(5)',
  '() { :; }; echo',
  '| cat /etc/passwd',
  '../../../etc/passwd',
  'C:\\con\\nul',
  'file:///etc/passwd',
  '\r\nSet-Cookie: a=b\r\n\r\n',
  'data: x\n\nevent: y\n\n',
  "=cmd|' /C calc'!A0",
  '*_~`#>[](http://a)![x](y)',
  'a'.repeat(9_999),
  '\u{1f600}'.repeat(2_000),
];

/** Texts that PostgreSQL cannot store: each is refused and changes nothing. */
const REFUSED = ['\u0000', 'a\u0000b', '\ud800', 'a\udc00b', '\udc00\ud800'];
const RANDOM = 40;

type Session = { sessionId: string; variables: Record<string, unknown> };
type Messages = { items: { direction: string; content: { text?: string } }[] };

/** Sends every text as a variable's name and value and as a message, and reads it back. */
export async function tryNaughtyStrings(target: Target, seed: number): Promise<Tried> {
  const flow = await makeFlow(target, ECHO);
  const org = `${PREFIXES.headless}/orgs/${target.orgId}`;
  const random = Array.from({ length: RANDOM }, (_, no) => makeText(seed, no));
  const texts = [...NAUGHTY, ...random];
  const failures: string[] = [];
  const start = (body: unknown) => ask<Session>(target, 'POST', `${org}/flows/${flow.id}/sessions`, { body });
  const failed = (text: string, what: string) =>
    failures.push(`seed ${seed} naughty string ${JSON.stringify(text.slice(0, 80))}: ${what}`);
  for (const text of texts) {
    // The only refused key; the suite json-keys tests it.
    const key = text === '__proto__' ? 'proto' : text;
    const given = { text, [`key ${text}`]: [text, { [key]: text }] };
    const { sessionId } = requireBody(await start({ variables: given }), 201);
    const path = `${org}/sessions/${sessionId}`;
    const sent = await ask(target, 'POST', `${path}/messages`, { body: { text } });
    if (sent.status !== 200) failed(text, `a message was answered ${sent.status} ${sent.text.slice(0, 200)}`);
    const { variables } = requireBody(await ask<Session>(target, 'GET', path), 200);
    for (const [name, value] of Object.entries(given))
      if (!equal(variables[name], value))
        failed(text, `a variable came back as ${JSON.stringify(variables[name])}`);
    const list = `${PREFIXES.management}/orgs/${target.orgId}/sessions/${sessionId}/messages`;
    const { items } = requireBody(await ask<Messages>(target, 'GET', list), 200);
    const outputs = items.map(({ content }) => content?.text);
    if (!outputs.includes(text))
      failed(text, `the message came back as ${JSON.stringify(outputs).slice(0, 200)}`);
  }
  for (const text of REFUSED) {
    const { status } = await start({ variables: { text } });
    if (status !== 400) failed(text, `was answered ${status}`);
  }
  return { tried: texts.length + REFUSED.length, failures };
}

function equal(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Draws a text of storable code points. */
function makeText(seed: number, no: number): string {
  const chance = seedCase(seed, no);
  const codes = Array.from({ length: 1 + chance.below(40) }, () => {
    const code = 1 + chance.below(chance.pick([0x7f, 0x7ff, 0xffff, 0x10ffff]));
    return code >= 0xd800 && code <= 0xdfff ? 0xfffd : code;
  });
  return String.fromCodePoint(...codes);
}
