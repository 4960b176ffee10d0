const SECOND = 1_000;
const UNITS: readonly [name: string, ms: number][] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', SECOND],
];

/** Formats a duration in milliseconds in its two largest units: "340 ms", "12 s", "5 min 3 s", "2 d 4 h". */
export function formatDuration(ms: number): string {
  if (ms < SECOND) return `${String(Math.max(0, Math.round(ms)))} ms`;
  const at = UNITS.findIndex(([, size]) => ms >= size);
  const [name = 's', size = SECOND] = UNITS[at] ?? [];
  const first = `${String(Math.floor(ms / size))} ${name}`;
  const [nextName, nextSize = SECOND] = UNITS[at + 1] ?? [];
  const rest = nextName ? Math.floor((ms % size) / nextSize) : 0;
  return rest === 0 ? first : `${first} ${String(rest)} ${nextName ?? ''}`;
}
