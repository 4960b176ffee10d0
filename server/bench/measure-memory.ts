/* Measures whether a server's memory is bounded after a million turns. */
import { execFileSync } from 'node:child_process';
import type { BenchEnv } from './bench-env';
import { runLoad } from './load';
import { CASES } from './script';

export type MemoryOptions = { turns: number; say: (line: string) => void };

const CONCURRENCY = 32;
const SPELL_SECONDS = 30;
const LIMIT_MIB = 400;

/** Runs `turns` echo turns; throws when the server then uses more than 400 MiB, or a turn failed. */
export async function measureMemory(testEnv: BenchEnv, { turns, say }: MemoryOptions): Promise<string> {
  const [echo] = CASES;
  if (!echo) throw new Error('There is nothing to measure.');
  const target = testEnv.toTarget('direct mount', testEnv.server);
  const scripts = await Promise.all(Array.from({ length: CONCURRENCY }, () => echo.script(testEnv)));
  const seen = [{ turns: 0, mib: residentMib(testEnv.server.pid) }];
  for (let taken = 0; taken < turns; ) {
    const { answered, failed } = await runLoad(target, scripts, SPELL_SECONDS);
    if (failed > 0 || answered === 0) throw new Error(`${failed} turns failed, ${answered} were answered.`);
    taken += answered;
    seen.push({ turns: taken, mib: residentMib(testEnv.server.pid) });
    say(`${taken} turns, ${seen.at(-1)?.mib} MiB`);
  }
  const last = seen.at(-1)?.mib ?? Number.NaN;
  if (!(last < LIMIT_MIB)) throw new Error(`The server holds ${last} MiB after ${turns} turns.`);
  return toTable(seen);
}

type Seen = { turns: number; mib: number };

const ROWS = 10;

function toTable(seen: readonly Seen[]): string {
  const every = Math.max(1, Math.ceil(seen.length / ROWS));
  const shown = seen.filter((_, index) => index % every === 0 || index === seen.length - 1);
  const lines = shown.map(({ turns, mib }) => `| ${turns} | ${mib} |`);
  return ['| turns | resident MiB |', '| --- | --- |', ...lines].join('\n');
}

function residentMib(pid: number): number {
  const kib = execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return Math.round(Number(kib) / 1024);
}
