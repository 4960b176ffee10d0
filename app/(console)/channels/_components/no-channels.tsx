import { Cable, Plus } from 'lucide-react';
import { CHANNEL_KINDS, KINDS } from '@/app/_features/channel/channel-kinds';
import { Button } from '@/app/_ui/button';
import { EmptyState } from '@/app/_ui/state/empty-state';
import { NoResults } from '@/app/_ui/state/no-results';

/** Shown before the first channel: what a channel is, and the kinds there are. */
export function NoChannels({ mayWrite, onNew }: { mayWrite: boolean; onNew: (kind: string) => void }) {
  return (
    <div className="rounded-lg border bg-surface">
      <EmptyState
        icon={Cable}
        title="Your channels will appear here"
        action={
          mayWrite &&
          KINDS.map((kind) => (
            <Button key={kind} onClick={() => onNew(kind)}>
              <Plus aria-hidden /> {CHANNEL_KINDS[kind].label}
            </Button>
          ))
        }
      >
        A channel connects an API that your software calls to the flows and people that answer, and names the
        webhook that receives events.
        {!mayWrite && ' Your role can view channels. An editor can create one.'}
      </EmptyState>
    </div>
  );
}

/** Shown when a search has no match. */
export function FoundNoChannels({ onClear }: { onClear: () => void }) {
  return (
    <div className="rounded-lg border bg-surface">
      <NoResults title="No matching channels" onClear={onClear} clear="Show all channels">
        Nothing matches the kind and the search.
      </NoResults>
    </div>
  );
}
