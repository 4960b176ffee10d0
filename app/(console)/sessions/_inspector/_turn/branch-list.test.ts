import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { toText } from '@/app/_lib/fixtures/render-in-console';
import type { Why } from '@/server/engine/expression/why/why';
import type { BranchTrace } from '@/server/engine/protocol';
import type { NamedBranch } from '../_model/node-names';
import { BranchList } from './branch-list';

const SOURCE = "['agent', 'person'].some(word => request.includes(word))";
const REQUEST = { source: 'request', value: 'my bag' };
const evaluated = (branch: string, source: string, value: boolean, operands = [REQUEST]): BranchTrace => ({
  branch,
  explanation: { source, value, operands },
});
const named = (id: string, label: string | null, when: string): NamedBranch => ({
  id,
  label,
  when,
  weight: null,
});

const ALL = [
  named('person', 'Wants a person', SOURCE),
  named('bag', 'About bags', "request.includes('bag')"),
  named('late', null, 'true'),
];
const BRANCHES = [evaluated('person', SOURCE, false), evaluated('bag', "request.includes('bag')", true)];
const NOTHING: Why = { deciders: [], changes: [], part: null, complete: {} };
const WHYS: Why[] = [
  {
    ...NOTHING,
    deciders: [{ kind: 'none', source: SOURCE, of: 2 }],
    changes: [
      { tests: [{ subject: 'request', relation: 'contain', values: ['agent', 'person'] }], edits: [] },
    ],
  },
  {
    ...NOTHING,
    changes: [{ tests: [{ subject: 'request', relation: 'lack', values: ['bag'] }], edits: [] }],
  },
];

const render = (branches: readonly BranchTrace[], whys: readonly Why[], exit: string) =>
  renderToStaticMarkup(createElement(BranchList, { branches, all: ALL, exit, whys }));
const count = (html: string, text: string) => toText(html).split(text).length - 1;

it('shows the values once, and of each branch what would have changed it', () => {
  const html = render(BRANCHES, WHYS, 'bag');
  expect(count(html, '&quot;my bag&quot;')).toBe(1);
  expect(toText(html)).toContain(
    'Wants a person false It would be true if request contained “agent” or “person”.',
  );
  expect(toText(html)).toContain('About bags true, taken');
  expect(toText(html)).toContain('It would be false if request did not contain “bag”.');
  expect(toText(html)).toContain('late not evaluated');
  expect(toText(html)).toContain('else not evaluated');
});

it('shows the values before the reasons are known', () => {
  const text = toText(render(BRANCHES, [], 'bag'));
  expect(text).toContain('request &quot;my bag&quot;');
  expect(text).not.toContain('would');
});

it('shows the trace of an earlier version without the condition twice', () => {
  const old = [evaluated('person', SOURCE, false, [{ source: SOURCE, value: 'false' }])];
  const html = render(old, [NOTHING], 'else');
  expect(count(html, 'some(word')).toBe(1);
  expect(toText(html)).toContain('else taken, no branch was true');
});

it('shows a variable alone once', () => {
  const html = render([evaluated('late', 'vip', false, [{ source: 'vip', value: 'no' }])], [NOTHING], 'else');
  expect(count(html, 'vip')).toBe(1);
});

it('shortens a long value, and has all of it one press away', () => {
  const long = `${'x'.repeat(199)}yz`;
  const clipped = [
    evaluated('person', SOURCE, false, [{ source: 'request', value: `${'x'.repeat(199)}y…` }]),
  ];
  const html = render(clipped, [{ ...NOTHING, complete: { request: long } }], 'else');
  expect(html).toContain(`${'x'.repeat(89)}…`);
  expect(html).toContain('Show all');
  expect(html).toContain(long);
});

it('says why a condition could not be evaluated', () => {
  const failure = { code: 'type' as const, message: 'The expression reads a text' };
  const failed = { branch: 'person', explanation: { source: SOURCE, operands: [], failure } };
  expect(toText(render([failed], [], 'else'))).toContain(
    'It could not be evaluated: The expression reads a text',
  );
});
