import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOTS = ['server', 'app', 'e2e', 'prisma/schema', 'prisma/seed'];
const TEXT = /\.(ts|tsx|md|mjs|sql|prisma|css)$/;
const CITATION = /(?:dialects\/(\w+)\/)?WIRE\.md#([\w-]+)/g;
// Documents that are not part of this repository.
const ABSENT =
  /\b[Ww]ire(\/\w+)? \d|\b[Ss]eed \d\.\d|\/\*\*? (Seed|Found|Inferred)\b|\/\/ (Seed|Found|Inferred):|\bDESIGN\b/;

const files = ROOTS.flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' }).map((file) => path.join(root, file)),
).filter(
  (file) => TEXT.test(file) && !file.includes('generated') && !file.endsWith('wire-citations.test.ts'),
);
const sources = files.map((file) => ({ file, text: readFileSync(file, 'utf8') }));

/** The headings of a dialect's WIRE.md as GitHub names their anchors. */
function listAnchors(dialect: string): string[] {
  const lines = readFileSync(`server/dialects/${dialect}/WIRE.md`, 'utf8').split('\n');
  return lines.flatMap((line) => {
    const heading = /^#+ (.+)$/.exec(line)?.[1];
    return heading
      ? [
          heading
            .toLowerCase()
            .replace(/[^\w\- ]/g, '')
            .replaceAll(' ', '-'),
        ]
      : [];
  });
}

describe('a citation', () => {
  it('of a WIRE.md leads to one of its headings', () => {
    const citations = sources.flatMap(({ file, text }) =>
      [...text.matchAll(CITATION)].map(([, named, anchor]) => {
        const dialect = named ?? /^server\/dialects\/(\w+)\//.exec(file)?.[1] ?? '';
        return { file, dialect, anchor };
      }),
    );
    expect(citations.length).toBeGreaterThan(80);
    const broken = citations.filter(({ dialect, anchor }) => !listAnchors(dialect).includes(anchor ?? ''));
    expect(broken.filter(({ file }) => !file.endsWith('WIRE.md'))).toEqual([]);
  });

  it('names no document outside the repository', () => {
    const absent = sources.flatMap(({ file, text }) =>
      text.split('\n').flatMap((line) => (ABSENT.test(line) ? [`${file}: ${line.trim()}`] : [])),
    );
    expect(absent).toEqual([]);
  });
});
