import { Badge } from '@/app/_ui/value/badge';
import { StatusBadge } from '@/app/_ui/value/status-badge';

type Publication = { published: { number: number } | null; draftChanged: boolean };

/** The published version, and whether the draft has changed since. */
export function FlowState({ flow: { published, draftChanged } }: { flow: Publication }) {
  if (!published) return <StatusBadge tone="ended">Not published</StatusBadge>;
  const version = `v${String(published.number)}`;
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      <StatusBadge tone="live">{`${version} live`}</StatusBadge>
      {draftChanged && <Badge tone="waiting">{`Changed since ${version}`}</Badge>}
    </span>
  );
}
