import { describe, expect, it } from 'vitest';
import { readMigrations } from './migration-files';
import { splitStatements } from './split-statements';

describe('splitStatements', () => {
  it.each([
    ['two statements', 'select 1; select 2', ['select 1', 'select 2']],
    ['a last semicolon', 'select 1;\n', ['select 1']],
    ['quotes', `select 'a;''b;'; select ";"`, [`select 'a;''b;'`, 'select ";"']],
    ['bodies', 'do $$ begin; end $$; do $x$ $$; $x$', ['do $$ begin; end $$', 'do $x$ $$; $x$']],
    ['comments', '-- a; b\nselect 1 /* ; */; -- end;', ['-- a; b\nselect 1 /* ; */']],
    ['nothing', ' -- no;\n', []],
  ])('cuts %s', (_, sql, statements) => {
    expect(splitStatements(sql)).toEqual(statements);
  });

  it('leaves out no statement of a migration', async () => {
    for (const { sql } of await readMigrations('prisma/migrations')) {
      const joined = splitStatements(sql).join(';');
      expect(joined.replace(/[\s;]/g, '')).toBe(sql.replace(/[\s;]/g, ''));
    }
  });
});
