import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

/** The program of a thread that replays sessions, which is bundled beside the server. */
export const REPLAY_THREAD = 'server/services/replay/replay-thread.ts';

/** The script of a package's command, to be run by this Node: `.bin` links differ between systems. */
export function toLocalBin(command, name = command) {
  const folder = path.join(root, 'node_modules', name);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return path.join(folder, typeof bin === 'string' ? bin : bin[command]);
}
