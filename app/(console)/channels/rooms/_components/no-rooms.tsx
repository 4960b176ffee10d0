import { DoorOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import { EmptyState } from '@/app/_ui/state/empty-state';
import { NoResults } from '@/app/_ui/state/no-results';

/** Before the first room: what one is. */
export function NoRooms({ action }: { action: ReactNode }) {
  return (
    <EmptyState icon={DoorOpen} title="Your rooms will be here" action={action}>
      A room says who answers: a flow, people with a flow’s suggestions, or people alone. A channel of unified
      messaging needs one.
    </EmptyState>
  );
}

/** A search that found nothing. */
export function FoundNoRooms({ onClear }: { onClear: () => void }) {
  return (
    <NoResults title="No room has that name" onClear={onClear} clear="Show all rooms">
      Nothing matches the search.
    </NoResults>
  );
}
