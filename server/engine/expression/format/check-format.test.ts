import { describe, expect, it } from 'vitest';
import { converse } from '../../fixtures/converse';
import { validateFlow } from '../../validate';
import { parseExpression } from '../parse/parse-expression';

function faultsOf(source: string): string[] {
  const parsed = parseExpression(source);
  return parsed.ok ? parsed.faults.map(({ message }) => message) : [parsed.problem.message];
}

describe('constant arguments', () => {
  it.each([
    [
      '$format(d, "dd.MM.yyyy")',
      '$format() does not know "dd" in the pattern "dd.MM.yyyy"; write DD for the day, or ddd for its name',
    ],
    [
      '$format(d, "DD.MM.yyyy")',
      '$format() does not know "yyyy" in the pattern "DD.MM.yyyy"; write YYYY for the year',
    ],
    ['$format(d, "long")', '$format() does not know "l" in the pattern "long"; write "date", "time"'],
    ['$format(d, "D. MMMM um HH:mm")', '$format() does not know "u" in the pattern'],
    ['$format(d, "MMMMM")', '$format() does not know "MMMMM"; write'],
    ['$format(d, "--")', '$format() does not know "--"; write'],
    ['$format(x, "curency")', '$format() does not know'],
    ['$format(x, `dd`)', '$format() does not know "dd"'],
    ['$format(x, "currency", "EURO")', 'needs the code of a currency, such as "EUR", and not "EURO"'],
    ['$format(d, "HH:mm", "Berlin")', 'There is no time zone "Berlin"'],
    ['list.map(x => $format(x, "yyyy"))', '"yyyy"'],
    ['$addTime(d, 1, "fortnight")', '$addTime() does not know the unit "fortnight"'],
    ['$startOf(d, "quarter")', '$startOf() does not know the unit "quarter"'],
    ['x.toLocaleString("german language")', 'does not know the language "german language"'],
  ])('of %s are refused', (source, message) => {
    expect(faultsOf(source).join()).toContain(message);
  });

  it.each([
    '$format(d, "date")',
    '$format(d, "datetime", "Europe/Berlin")',
    '$format(d, "dddd, MMMM Do YYYY, h:mm:ss.SSS A Z")',
    '$format(d, "YYYY-MM-DDTHH:mm:ssZ")',
    '$format(d, "D. MMMM [um] HH:mm [Uhr]")',
    '$format(d, "YYYYMMDD")',
    '$format(x, "#,##0.00")',
    '$format(x, "0%")',
    '$format(x, "number", 2)',
    '$format(x, pattern)',
    '$format(x, "")',
    '$format(x)',
    '$format(...args)',
    '$diff(a, b)',
    '$diff(a, b, "Days")',
    'x.toLocaleString("pt_BR", { style: "percent" })',
  ])('of %s are accepted', (source) => {
    expect(faultsOf(source)).toEqual([]);
  });
});

const NODES = [
  {
    id: 'm',
    kind: 'message' as const,
    messages: [{ type: 'text' as const, text: 'Until {{ $format("2026-03-20", "dd MMMM") }}!' }],
    exits: { next: 's' },
  },
  {
    id: 's',
    kind: 'set' as const,
    assign: [{ variable: 'x', value: '$format($now(), "yyyy")' }],
    exits: { next: 'e' },
  },
  { id: 'e', kind: 'end' as const },
];

describe('a flow with unknown patterns', () => {
  it('cannot be published, and each is named with its node and field', () => {
    expect(validateFlow({ format: 1, start: 'm', nodes: NODES }).problems).toMatchObject([
      { severity: 'error', nodeId: 'm', path: '/nodes/0/messages/0/text' },
      { severity: 'error', nodeId: 's', path: '/nodes/1/assign/0/value' },
    ]);
  });

  it('runs as before if it is published already', () => {
    const { messages } = converse({ nodes: NODES }).start();
    expect(messages[0]?.text).toBe('Until dd March!');
  });
});
