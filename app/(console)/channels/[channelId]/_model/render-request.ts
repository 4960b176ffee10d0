import { quoteForShell } from '@/app/_lib/quote-for-shell';

/** A sample request. */
export type SampleRequest = {
  title: string;
  /** One sentence: its effect and its response. */
  about: string;
  method: 'GET' | 'POST';
  url: string;
  /** A value such as `$PARLEY_API_KEY` is read from the environment. */
  headers: Readonly<Record<string, string>>;
  body?: object;
};

export const LANGUAGES = [
  { value: 'curl', label: 'curl' },
  { value: 'javascript', label: 'JavaScript' },
  { value: 'python', label: 'Python' },
] as const;

export type Language = (typeof LANGUAGES)[number]['value'];

/** Renders a request in a language. */
export function renderRequest(request: SampleRequest, language: Language): string {
  return RENDERERS[language](request);
}

const VARIABLE = /\$([A-Z_]+)/g;

function toCurl({ method, url, headers, body }: SampleRequest): string {
  const lines = [
    `curl${method === 'GET' ? '' : ` -X ${method}`} ${quoteForShell(url)}`,
    ...Object.entries(withType(headers, body)).map(([name, value]) => `-H ${quoteOpen(`${name}: ${value}`)}`),
    ...(body ? [`-d ${quoteForShell(indent(JSON.stringify(body, null, 2)))}`] : []),
  ];
  return lines.join(' \\\n  ');
}

function toJavaScript({ method, url, headers, body }: SampleRequest): string {
  const fields = Object.entries(withType(headers, body)).map(
    ([name, value]) => `    ${JSON.stringify(name)}: ${toTemplate(value)},`,
  );
  return [
    `const response = await fetch(${toTemplate(url)}, {`,
    `  method: '${method}',`,
    '  headers: {',
    ...fields,
    '  },',
    ...(body ? [`  body: JSON.stringify(${indent(JSON.stringify(body, null, 2))}),`] : []),
    '});',
    'console.log(await response.json());',
  ].join('\n');
}

function toPython({ method, url, headers, body }: SampleRequest): string {
  const fields = Object.entries(headers).map(
    ([name, value]) => `        ${JSON.stringify(name)}: ${toPythonText(value)},`,
  );
  return [
    'import os, requests',
    '',
    `response = requests.${method.toLowerCase()}(`,
    `    ${toPythonText(url)},`,
    ...(fields.length > 0 ? ['    headers={', ...fields, '    },'] : []),
    ...(body ? [`    json=${indent(toPythonValue(body, 0), 4)},`] : []),
    ')',
    'print(response.json())',
  ].join('\n');
}

const RENDERERS: Record<Language, (request: SampleRequest) => string> = {
  curl: toCurl,
  javascript: toJavaScript,
  python: toPython,
};

function withType(headers: Readonly<Record<string, string>>, body: object | undefined) {
  return { ...headers, ...(body && { 'Content-Type': 'application/json' }) };
}

// A shell expands variables only within double quotes.
function quoteOpen(text: string): string {
  return text.includes('$') ? `"${text}"` : quoteForShell(text);
}

function toTemplate(text: string): string {
  if (!text.includes('$')) return JSON.stringify(text);
  return `\`${text.replace(VARIABLE, (_, name: string) => `\${process.env.${name}}`)}\``;
}

function toPythonText(text: string): string {
  if (!text.includes('$')) return JSON.stringify(text);
  return `f"${text.replace(VARIABLE, (_, name: string) => `{os.environ['${name}']}`)}"`;
}

const PYTHON_WORDS: Readonly<Record<string, string>> = { true: 'True', false: 'False', null: 'None' };

function toPythonValue(value: unknown, depth: number): string {
  if (typeof value !== 'object' || value === null) {
    const text = JSON.stringify(value);
    return PYTHON_WORDS[text] ?? text;
  }
  const pad = ' '.repeat(4 * (depth + 1));
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const entries = Object.entries(value).map(([name, one]) => {
    const text = toPythonValue(one, depth + 1);
    return `${pad}${Array.isArray(value) ? '' : `${JSON.stringify(name)}: `}${text},`;
  });
  return [open, ...entries, `${' '.repeat(4 * depth)}${close}`].join('\n');
}

function indent(text: string, width = 2): string {
  return text.replaceAll('\n', `\n${' '.repeat(width)}`);
}
