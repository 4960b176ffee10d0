import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const DIALECTS = ['chat', 'flowrest', 'headless', 'umi'];
const TEST_LINK = /\[([^\]]+)\]\(([^)]+\.ts)\)/g;
const REASON = /(^|\. )Otherwise: \S+ .+\.$/;

type Row = { statement: string; held: string };

/** The rows of the table under the heading "Coverage". */
function readCoverage(dialect: string): Row[] {
  const [, section = ''] = readFileSync(`server/dialects/${dialect}/WIRE.md`, 'utf8').split('## Coverage\n');
  const rows = section.split('\n').filter((line) => line.startsWith('| '));
  return rows.slice(2).map((line) => {
    const [, statement = '', held = ''] = line.split('|').map((cell) => cell.trim());
    return { statement, held };
  });
}

/** The problem of a cited test; null when its file has a test of this title. */
function findProblem(dialect: string, title: string, link: string): string | null {
  const file = path.join('server/dialects', dialect, link);
  if (!existsSync(file)) return `${file} does not exist`;
  const calls = [`('${title}',`, `("${title}",`, `(\`${title}\`,`, `('${title}'\n`];
  const text = readFileSync(file, 'utf8').replace(/\(\s+(?=['"`])/g, '(');
  return calls.some((call) => text.includes(call)) ? null : `${file} has no test "${title}"`;
}

describe.each(DIALECTS)('the coverage of %s', (dialect) => {
  const rows = readCoverage(dialect);

  it('has a row for each statement, held by a test or with a reason', () => {
    expect(rows.length).toBeGreaterThan(12);
    const open = rows.filter(({ held }) => ![...held.matchAll(TEST_LINK)].length && !REASON.test(held));
    expect(open).toEqual([]);
    expect(new Set(rows.map(({ statement }) => statement)).size).toBe(rows.length);
  });

  it('cites tests that exist', () => {
    const problems = rows.flatMap(({ held }) =>
      [...held.matchAll(TEST_LINK)].flatMap(
        ([, title = '', link = '']) => findProblem(dialect, title, link) ?? [],
      ),
    );
    expect(problems).toEqual([]);
  });
});
