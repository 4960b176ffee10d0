// What may contain a semicolon: a quoted text or name, a body between dollars, a comment.
const WHOLE = /'(?:[^']|'')*'|"[^"]*"|(\$\w*\$)[\s\S]*?\1|--[^\n]*|\/\*[\s\S]*?\*\//g;

/** Splits SQL at the semicolons that end its statements; comments stay with the statement that follows. */
export function splitStatements(sql: string): string[] {
  const statements: string[] = [];
  let begin = 0;
  const cut = (end: number): void => {
    const statement = sql.slice(begin, end).trim();
    if (hasCode(statement)) statements.push(statement);
    begin = end + 1;
  };
  for (const end of listSemicolons(sql)) cut(end);
  cut(sql.length);
  return statements;
}

function listSemicolons(sql: string): number[] {
  const hidden = sql.replace(WHOLE, (whole) => ' '.repeat(whole.length));
  return [...hidden.matchAll(/;/g)].map(({ index }) => index);
}

function hasCode(statement: string): boolean {
  return statement.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, '').trim() !== '';
}
