import { DoorOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import { EmptyState } from '@/app/_ui/state/empty-state';
import { NoResults } from '@/app/_ui/state/no-results';

/** Shown before the first room: what a room is. */
export function NoRooms({ action }: { action: ReactNode }) {
  return (
    <EmptyState icon={DoorOpen} title="Your rooms will appear here" action={action}>
      A room decides who answers: a flow, people with suggestions from a flow, or people alone. A Unified
      messaging API channel needs one.
    </EmptyState>
  );
}

/** Shown when a search has no match. */
export function FoundNoRooms({ onClear }: { onClear: () => void }) {
  return (
    <NoResults title="No matching rooms" onClear={onClear} clear="Show all rooms">
      Nothing matches the search.
    </NoResults>
  );
}
