import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';

export type Browser = { executablePath: string; args: string[]; env: Record<string, string> };

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

// Keeps the test browser from calling its vendor's services.
const ARGS = [
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Finds a Chromium: the one PARLEY_CHROMIUM names, an installed one, Playwright's own, or the one in the npm package
 * `@sparticuz/chromium` (Linux on x64). Throws one plain sentence when there is none.
 */
export function findBrowser(): Browser {
  const args = process.getuid?.() === 0 ? [...ARGS, '--no-sandbox'] : ARGS;
  const named = process.env.PARLEY_CHROMIUM;
  if (named) return { executablePath: named, args, env: {} };
  const found = [...INSTALLED, chromium.executablePath()].find((file) => file && existsSync(file));
  if (found) return { executablePath: found, args, env: {} };
  if (process.platform === 'linux' && process.arch === 'x64') return unpackBrowser(args);
  throw new Error(
    'There is no Chromium here: run npx playwright install chromium, or name one in PARLEY_CHROMIUM.',
  );
}

function unpackBrowser(args: string[]): Browser {
  const folder = path.resolve('.build/chromium');
  if (!existsSync(folder)) unpackInto(folder);
  // The packed browser ships its libraries and fonts but no sandbox helper.
  return {
    executablePath: path.join(folder, 'chromium'),
    args: [...new Set([...args, '--no-sandbox', '--no-zygote'])],
    env: {
      LD_LIBRARY_PATH: path.join(folder, 'al2023/lib'),
      FONTCONFIG_FILE: path.join(folder, 'fonts.conf'),
    },
  };
}

// The package unpacks into the temporary folder of its process and reuses existing files there, even incomplete ones.
// So it gets its own folder, which is renamed to its final name when complete.
function unpackInto(folder: string): void {
  mkdirSync(path.dirname(folder), { recursive: true });
  const draft = mkdtempSync(`${folder}-`);
  const script = "import('@sparticuz/chromium').then(({ default: packed }) => packed.executablePath())";
  const env = { ...process.env, TMPDIR: draft, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
  try {
    execFileSync(process.execPath, ['-e', script], { env, stdio: 'pipe' });
    writeFileSync(path.join(draft, 'fonts.conf'), toFontSettings(folder));
    renameSync(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function toFontSettings(folder: string): string {
  const dirs = [`${folder}/fonts`, '/usr/share/fonts'].map((dir) => `<dir>${dir}</dir>`).join('');
  return `<?xml version="1.0"?><fontconfig>${dirs}<cachedir>${folder}/fonts-cache</cachedir></fontconfig>\n`;
}
