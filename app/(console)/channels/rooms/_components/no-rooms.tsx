import { DoorOpen, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/app/_ui/button';
import { EmptyState } from '@/app/_ui/empty-state';

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
    <EmptyState
      icon={SearchX}
      title="No room has that name"
      action={<Button onClick={onClear}>Show all rooms</Button>}
    >
      Nothing matches the search.
    </EmptyState>
  );
}
