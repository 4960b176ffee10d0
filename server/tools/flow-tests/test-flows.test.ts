import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'flow-tests-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const saying = (slug: string, text: string) => ({
  format: 'parley.flow',
  slug,
  name: slug,
  definition: {
    format: 1,
    start: 's',
    nodes: [
      { id: 's', kind: 'message', messages: [{ type: 'text', text }], exits: { next: 'c' } },
      { id: 'c', kind: 'end' },
    ],
  },
});
const expecting = (name: string, text: string) => ({ name, start: { expect: { messages: [text] } } });
const write = (name: string, content: unknown) =>
  writeFileSync(path.join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));

/** Runs `parley` in the folder, as npx does. */
function runParley(...args: string[]): Promise<{ code: number; out: string; error: string }> {
  const bin = path.resolve('server/tools/parley.mjs');
  return new Promise((resolve) => {
    execFile(process.execPath, [bin, ...args], { cwd: folder }, (error, out, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, out, error: stderr });
    });
  });
}

it('runs tests beside flow files and in them, and reports them in each format', async () => {
  write('hello.flow.json', saying('hello', 'Hi'));
  write('hello.tests.json', { format: 'parley.tests', tests: [expecting('beside #1', 'Hi')] });
  write('bye.flow.json', { ...saying('bye', 'Bye'), tests: [expecting('inside <&>', 'Bye')] });
  const passed = await runParley('test', '--coverage');
  expect(passed.error).toBe('');
  expect(passed.out).toContain('hello (hello.flow.json)\n  ✓ beside #1\n');
  expect(passed.out).toContain('2 passed, 0 failed');
  expect(passed.out).toContain('hello: 2 of 2 nodes, 1 of 1 exits\n    s: 1\n      next: 1\n    c: 1\n');
  expect(passed.code).toBe(0);

  write('bye.flow.json', { ...saying('bye', 'See you'), tests: [expecting('inside <&>', 'Bye')] });
  const failed = await runParley('test', '--tap', '--junit', 'junit.xml', '.');
  expect(failed.code).toBe(1);
  expect(failed.out.split('\n')).toEqual([
    ...['TAP version 13', '1..2', 'not ok 1 - bye: inside <&>'],
    '# Start: expected the message "Bye", but "See you" came.',
    ...['#   - Bye', '#   + See you', 'ok 2 - hello: beside \\#1', ''],
  ]);
  expect(readFileSync(path.join(folder, 'junit.xml'), 'utf8')).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="bye" file="bye.flow.json" tests="1" failures="1" errors="0">
    <testcase classname="bye" name="inside &lt;&amp;&gt;">
      <failure message="Start: expected the message &quot;Bye&quot;, but &quot;See you&quot; came.">Start: expected the message &quot;Bye&quot;, but &quot;See you&quot; came.&#10;- Bye&#10;+ See you</failure>
    </testcase>
  </testsuite>
  <testsuite name="hello" file="hello.flow.json" tests="1" failures="0" errors="0">
    <testcase classname="hello" name="beside #1"/>
  </testsuite>
</testsuites>
`);
}, 60_000);

it('calls flows of other files, and of bundles', async () => {
  const definition = { format: 1, start: 'c', nodes: [{ id: 'c', kind: 'subflow', flow: 'called' }] };
  write('calls.bundle.json', {
    format: 'parley.bundle',
    flows: [{ slug: 'calls', name: 'calls', definition, tests: [expecting('calls', 'Called')] }],
  });
  write('called.flow.json', saying('called', 'Called'));
  const { code, out } = await runParley('test', 'calls.bundle.json', 'called.flow.json');
  expect(out).toContain('1 passed, 0 failed');
  expect(code).toBe(0);
}, 60_000);

it('exits with 2 for files that it cannot test', async () => {
  write('invalid.flow.json', { ...saying('invalid', 'Hi'), tests: [{ steps: [] }] });
  const invalid = await runParley('test', 'invalid.flow.json');
  expect(invalid.out).toContain('✗ the tests are invalid: 0.name is required');
  expect(invalid.code).toBe(2);
  write('broken.flow.json', '{');
  const broken = await runParley('test', 'broken.flow.json');
  expect(broken.error).toContain('broken.flow.json: ');
  expect(broken.code).toBe(2);
  expect(await runParley('test', 'gone.flow.json')).toMatchObject({
    code: 2,
    error: 'There is no file gone.flow.json.\n',
  });
  expect((await runParley('deploy')).code).toBe(2);
}, 60_000);

it('plays strange people, reports their findings in each format, and keeps them as tests', async () => {
  const ask = { id: 'q', kind: 'question', variable: 'q', prompt: [{ type: 'text', text: 'And?' }] };
  const nodes = [
    { ...ask, answer: { type: 'text' }, retries: { max: 0 }, exits: { next: 'c', invalid: 's' } },
    { id: 's', kind: 'end' },
    { id: 'c', kind: 'end', text: 'Bye' },
  ];
  const silent = { format: 'parley.flow', slug: 'silent', name: 'silent' };
  write('fuzz.flow.json', { ...silent, definition: { format: 1, start: 'q', nodes } });
  const words = 'The conversation ends at "s" and says nothing to the person who has just written.';
  const found = await runParley('fuzz', '--people', '50', '--tap', '--keep', 'kept', 'fuzz.flow.json');
  expect(found.error).toBe(`Kept the tests in ${path.join('kept', 'silent.tests.json')}.\n`);
  expect(found.out.split('\n')).toEqual([
    ...['TAP version 13', '1..1', 'not ok 1 - silent: silent at s (completed)', `# ${words}`],
    ...['#   < And?', '#   > (an empty message)', ''],
  ]);
  expect(found.code).toBe(1);
  expect(JSON.parse(readFileSync(path.join(folder, 'kept', 'silent.tests.json'), 'utf8'))).toMatchObject({
    format: 'parley.tests',
    tests: [{ name: words, steps: [{ type: 'say', text: '' }] }],
  });
  // Kept beside the flow, the test fails until the flow says something; it is kept once.
  for (const _ of [1, 2]) await runParley('fuzz', '--people', '50', '--keep', '.', 'fuzz.flow.json');
  write('silent.flow.json', { ...silent, definition: { format: 1, start: 'q', nodes } });
  expect((await runParley('test', 'silent.flow.json')).out).toContain('0 passed, 1 failed');
  const fixed = nodes.map((node) => (node.id === 's' ? { ...node, text: 'Never mind.' } : node));
  write('silent.flow.json', { ...silent, definition: { format: 1, start: 'q', nodes: fixed } });
  expect((await runParley('test', 'silent.flow.json')).out).toContain('1 passed, 0 failed');
  const clean = await runParley('fuzz', '--people', '50', '--junit', 'fuzz.xml', 'silent.flow.json');
  expect(clean.out).toContain('✓ 50 people found nothing wrong (seed 1)');
  expect(clean.code).toBe(0);
  expect(readFileSync(path.join(folder, 'fuzz.xml'), 'utf8')).toContain('failures="0"');
  expect((await runParley('fuzz', '--people', '0', 'silent.flow.json')).code).toBe(2);
}, 120_000);
