import Link from 'next/link';
import { paths } from '@/app/_lib/paths';

/** Further flows are counted. */
const MOST_SHOWN = 3;

type UsedInFlowsProps = { flows: readonly { flowId: string; name: string }[] };

/** The flows that use something of the organization, as links. */
export function UsedInFlows({ flows }: UsedInFlowsProps) {
  if (flows.length === 0) return <span className="text-ink-3">No flow</span>;
  const rest = flows.length - MOST_SHOWN;
  return (
    <span className="flex flex-wrap gap-x-2">
      {flows.slice(0, MOST_SHOWN).map(({ flowId, name }) => (
        <Link key={flowId} href={paths.flow(flowId)} className="text-accent hover:underline">
          {name}
        </Link>
      ))}
      {rest > 0 && <span className="text-ink-2">and {rest} more</span>}
    </span>
  );
}
