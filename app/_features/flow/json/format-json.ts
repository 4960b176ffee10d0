const WIDTH = 100;
const INDENT = '  ';

/** Formats JSON: a small value that fits stays on one line, everything else is split and indented by two. */
export function formatJson(value: unknown): string {
  return breakUp(value, '');
}

function format(value: unknown, indent: string, used: number): string {
  const flat = formatFlat(value);
  return isSmall(value) && used + flat.length < WIDTH ? flat : breakUp(value, indent);
}

function breakUp(value: unknown, indent: string): string {
  if (value === null || typeof value !== 'object') return formatFlat(value);
  const inner = indent + INDENT;
  const lines = Array.isArray(value)
    ? value.map((item) => inner + format(item, inner, inner.length))
    : Object.entries(value).map(([key, item]) => {
        const name = `${inner}${JSON.stringify(key)}: `;
        return name + format(item, inner, name.length);
      });
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return lines.length === 0 ? `${open}${close}` : `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}

// A node gets its own lines even where it would fit on one; a message or an exit does not.
function isSmall(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return true;
  const children: unknown[] = Object.values(value);
  if (Array.isArray(value) && children.length === 1) return isSmall(children[0]);
  return children.every(
    (child) => child === null || typeof child !== 'object' || Object.keys(child).length === 0,
  );
}

function formatFlat(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(formatFlat).join(', ')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${formatFlat(item)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
