import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compileRecording } from '@/server/engine/replay/compile-recording';
import { recordSession } from '@/server/engine/replay/fixtures/record-session';
import type { Recording } from '@/server/engine/replay/recording';
import { formatRecording } from '@/server/engine/replay/recording-file';
import { ECHO } from '@/server/services/session/fixtures/flows';
import type { Json } from '@/server/shared/json';

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'recordings-'));
  // It bundles the program, which is then run directly: that takes a fraction of the time.
  expect(await run('server/tools/parley.mjs', 'replay')).toMatchObject({ code: 2 });
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, content: unknown) =>
  writeFileSync(path.join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));

function run(program: string, ...args: string[]): Promise<{ code: number; out: string; error: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [path.resolve(program), ...args], { cwd: folder }, (error, out, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, out, error: stderr });
    });
  });
}

/** Runs `parley replay` in the folder. */
const runReplay = (...args: string[]) => run('.build/tools/replay-recording.mjs', ...args);

const definition: Json = JSON.parse(JSON.stringify(ECHO));

function record(): Recording {
  const flows = { v1: { slug: 'echo', version: 1, definition, links: {} } };
  const compiled = compileRecording({ flow: 'v1', flows });
  if (!compiled.ok) throw new Error(compiled.reason);
  const session = recordSession(compiled.program, [
    { type: 'started', at: 1, inputId: 'i', variables: {} },
    { type: 'message', at: 2, inputId: 'j', text: 'hello\u001b[2J' },
  ]);
  return { kind: 'parley.recording', format: 1, flow: 'v1', flows, ...session };
}

it('verifies a file, and prints its turns', async () => {
  write('a.json', formatRecording(record()));
  const same = await runReplay('a.json');
  expect(same).toMatchObject({ code: 0, error: '' });
  expect(same.out).toBe(
    [
      ...['1  started  [awaiting_input]', '     ask', '   < Say something.'],
      ...['2  > hello\ufffd[2J  [awaiting_input]', '     ask:next → repeat:next → ask'],
      ...['   < You said: hello\ufffd[2J', '   < Say something.', 'Identical: 2 turns.', ''],
    ].join('\n'),
  );
});

it('says what differs, and what it does not compare', async () => {
  const other = record();
  const [, turn] = other.turns;
  if (turn?.messages?.[0]) turn.messages[0].text = 'Something else';
  write('b.json', formatRecording(other));
  const differs = await runReplay('b.json');
  expect(differs.code).toBe(1);
  expect(differs.out).toContain('Differs in turn 2 at /messages/0/text.\n  recorded: "Something else"\n');
  write(
    'c.json',
    formatRecording({ ...other, masked: { credentials: 1, unverified: [1], otherWayFrom: null } }),
  );
  expect(await runReplay('c.json')).toMatchObject({
    code: 0,
    out: expect.stringContaining(
      'Not compared, because credentials were replaced: turn 2.\nIdentical: 2 turns.\n',
    ),
  });
});

it('runs a file on another definition, and says where it parts', async () => {
  write('a.json', formatRecording(record()));
  write('same.flow.json', { format: 'parley.flow', slug: 'echo', name: 'Echo', definition });
  expect(await runReplay('a.json', '--flow', 'same.flow.json')).toMatchObject({
    code: 0,
    out: expect.stringContaining('Verdict: same\n'),
  });
  write('loud.json', JSON.stringify(definition).replace('You said', 'You shouted'));
  const loud = await runReplay('a.json', '--flow', 'loud.json');
  expect(loud.code).toBe(1);
  expect(loud.out).toContain('   < You shouted: hello');
  expect(loud.out).toContain('Verdict: other words (words)\n');
  expect(loud.out).toContain(
    'Parts after turn 2 in its words: recorded at repeat, turn 2; now at repeat, turn 2\n',
  );
});

it.each<[string, unknown, RegExp]>([
  ['no JSON', '{', /is not JSON/],
  ['no recording', { kind: 'other' }, /\/kind/],
  ['no such flow', { ...record(), flow: '__proto__' }, /There is no flow "__proto__"/],
  [
    'a broken flow',
    { ...record(), flows: { v1: { slug: 'e', version: 1, definition: 7, links: {} } } },
    /invalid/,
  ],
  ['deep nesting', `${'['.repeat(200_000)}${']'.repeat(200_000)}`, /./],
  ['a missing one', undefined, /no such file|Usage/i],
])('refuses a file with %s', async (name, content, words) => {
  const file = `${name.replaceAll(' ', '-')}.json`;
  if (content !== undefined) write(file, content);
  const refused = await runReplay(file);
  expect(refused.code).toBe(2);
  expect(refused.error).toMatch(words);
});

it('takes a key __proto__ as data, and refuses a file of 100 MB unread', async () => {
  const text = formatRecording(record()).replace(
    '"variables":{}',
    '"variables":{"__proto__":{"polluted":1}}',
  );
  write('proto.json', text);
  expect((await runReplay('proto.json')).code).not.toBe(2);
  write('large.json', '{}');
  truncateSync(path.join(folder, 'large.json'), 100_000_000);
  const large = await runReplay('large.json');
  expect(large).toMatchObject({ code: 2, out: '' });
  expect(large.error).toContain('has 100000000 bytes; at most 50000000 bytes are opened.');
});
