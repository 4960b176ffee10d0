type Share = { number: number; weight: number };

/** Formats the versions of an environment with the share of sessions that each gets: "v3 75 %, v1 25 %". */
export function formatShares(versions: readonly Share[]): string {
  const total = versions.reduce((sum, { weight }) => sum + weight, 0);
  if (versions.length === 0) return 'No version';
  if (versions.length === 1) return `v${String(versions[0]?.number)}`;
  return versions
    .map(({ number, weight }) => `v${String(number)} ${String(Math.round((100 * weight) / total))} %`)
    .join(', ');
}
