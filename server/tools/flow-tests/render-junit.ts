import type { Suite } from './run-suites';

/** Renders the results of tests as JUnit XML. */
export function renderJUnit(suites: readonly Suite[]): string {
  const parts = suites.map(({ file, slug, report, error }) => {
    const counts = `tests="${report?.results.length ?? 1}" failures="${report?.failed ?? 0}" errors="${error === null ? 0 : 1}"`;
    const cases = (report?.results ?? []).map(({ name, failures }) => {
      const open = `    <testcase classname="${escapeXml(slug)}" name="${escapeXml(name)}"`;
      const [first] = failures;
      if (!first) return `${open}/>`;
      const text = failures.flatMap(({ message, diff }) => [message, ...diff]).join('\n');
      return `${open}>\n      <failure message="${escapeXml(first.message)}">${escapeXml(text)}</failure>\n    </testcase>`;
    });
    const broken =
      error === null
        ? []
        : [
            `    <testcase classname="${escapeXml(slug)}" name="flow"><error message="${escapeXml(error)}"/></testcase>`,
          ];
    return `  <testsuite name="${escapeXml(slug)}" file="${escapeXml(file)}" ${counts}>\n${[...broken, ...cases].join('\n')}\n  </testsuite>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${parts.join('\n')}\n</testsuites>\n`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
};

function escapeXml(text: string): string {
  // XML cannot hold control characters.
  const legal = [...text].map((char) => (char < ' ' && !'\t\n\r'.includes(char) ? '\uFFFD' : char)).join('');
  return legal.replace(/[&<>"\n]/g, (char) => ENTITIES[char] ?? char);
}
