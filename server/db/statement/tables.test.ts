import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { build } from './query';

const SCHEMA = 'prisma/schema';
const SCALARS =
  /^ {2}(\w+) +(?:String|Int|BigInt|Float|Boolean|DateTime|Json|Bytes)(?:\?|\[\])? .*?(?:@map\("(\w+)"\)|$)/gm;

it('have columns whose names in PostgreSQL kysely makes of the fields of the Prisma schema', async () => {
  const files = (await readdir(SCHEMA)).filter((name) => name !== 'base.prisma');
  const texts = await Promise.all(files.map((name) => readFile(path.join(SCHEMA, name), 'utf8')));
  const fields = texts.flatMap((text) => [...text.matchAll(SCALARS)]);
  expect(fields.length).toBeGreaterThan(200);
  const odd = fields.filter(([, field = '', column = field]) => toColumn(field) !== column);
  expect(odd.map(([line]) => line.trim())).toEqual([]);
});

function toColumn(field: string): string | undefined {
  const { sql } = build
    .selectFrom('users')
    .select(field as 'id')
    .compile();
  return /select "(\w+)"/.exec(sql)?.[1];
}
