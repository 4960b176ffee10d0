import { setTimeout as pause } from 'node:timers/promises';

/** One sample of a server's metrics. */
type Level = { memoryMib: number; waiting: number; open: number };

export type Watched = { before: Level; peak: Level; after: Level };

export type ServerWatch = { stop(): Promise<Watched> };

const EVERY_MS = 250;
const MIB = 2 ** 20;

/** Samples a server's metrics until stopped; the server must have metrics enabled. */
export async function watchServer(baseUrl: string): Promise<ServerWatch> {
  const before = await read(baseUrl);
  const peak = { ...before };
  let goesOn = true;
  const look = async (): Promise<void> => {
    while (goesOn) {
      await pause(EVERY_MS);
      const now = await read(baseUrl);
      for (const name of ['memoryMib', 'waiting', 'open'] as const)
        peak[name] = Math.max(peak[name], now[name]);
    }
  };
  const looking = look();
  // `stop` rethrows the error; until then it must not be unhandled.
  looking.catch(() => undefined);
  const stop = async (): Promise<Watched> => {
    goesOn = false;
    await looking;
    return { before, peak, after: await read(baseUrl) };
  };
  return { stop };
}

async function read(baseUrl: string): Promise<Level> {
  const text = await (await fetch(`${baseUrl}/metrics`)).text();
  const numberOf = (name: string): number => {
    const value = Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1]);
    if (Number.isNaN(value)) throw new Error(`${baseUrl} does not tell ${name}`);
    return value;
  };
  return {
    memoryMib: Math.round(numberOf('process_resident_memory_bytes') / MIB),
    waiting: numberOf('parley_requests_waiting'),
    open: numberOf('parley_requests_open'),
  };
}
