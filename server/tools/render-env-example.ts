import type { Setting } from '@/server/env';

const WIDTH = 100;
const HEADING =
  'The settings of Parley, each commented out with its default. Copy this file to .env, which npm start and npm run dev read; variables of the environment take precedence. Generated from server/env.ts: node server/tools/run-tool.mjs server/tools/write-env-example.ts';

/** Renders the settings as the text of `.env.example`. */
export function renderEnvExample(settings: readonly Setting[]): string {
  const blocks = settings.map(({ name, does, defaultText }) =>
    [...toComment(does), `#${name}=${quote(defaultText ?? '')}`].join('\n'),
  );
  return `${[toComment(HEADING).join('\n'), ...blocks].join('\n\n')}\n`;
}

function toComment(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line && line.length + 1 + word.length <= WIDTH) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(`# ${word}`);
  }
  return lines;
}

// A shell that reads the file would take the part after a space for a command.
function quote(value: string): string {
  return /\s/.test(value) ? `"${value}"` : value;
}
