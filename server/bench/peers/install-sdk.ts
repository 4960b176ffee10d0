import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = '.build/peers';
const PACKAGES: Readonly<Record<string, string>> = { botbuilder: '4.23.3', 'botbuilder-dialogs': '4.23.3' };
// Their install scripts only delete duplicate packages, with a tool that they do not bring.
const FLAGS = ['--ignore-scripts', '--save-exact', '--no-audit', '--no-fund', '--loglevel=error'];

/** Installs the Bot Framework SDK from npm, unless it is there, and returns its folder. It is no package of Parley. */
export function installSdk(say: (line: string) => void): string {
  if (Object.entries(PACKAGES).every(([name, version]) => findVersion(name) === version)) return FOLDER;
  say('installing the Bot Framework SDK');
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(path.join(FOLDER, 'package.json'), '{ "private": true }\n');
  const wanted = Object.entries(PACKAGES).map(([name, version]) => `${name}@${version}`);
  const npm = process.env.npm_execpath;
  const [command, args] = npm ? [process.execPath, [npm]] : ['npm', []];
  execFileSync(command, [...args, 'install', ...FLAGS, ...wanted], {
    cwd: FOLDER,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return FOLDER;
}

function findVersion(name: string): string | null {
  const file = path.join(FOLDER, 'node_modules', name, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : null;
}
