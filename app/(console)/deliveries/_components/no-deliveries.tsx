import { Send } from 'lucide-react';
import Link from 'next/link';
import { paths } from '@/app/_lib/paths';
import { Button } from '@/app/_ui/button';
import { EmptyState } from '@/app/_ui/state/empty-state';
import { NoResults } from '@/app/_ui/state/no-results';

/** Shown before the first delivery. */
export function NoDeliveries() {
  return (
    <EmptyState
      icon={Send}
      title="Webhooks will appear here"
      action={
        <Button asChild>
          <Link href={paths.channels()}>Give a channel a webhook</Link>
        </Button>
      }
    >
      A channel with a webhook sends the events of its conversations to your software. Every delivery is
      listed here with its attempts.
    </EmptyState>
  );
}

/** Shown when no delivery matches the filters. */
export function NoMatch({ onClear }: { onClear: () => void }) {
  return (
    <NoResults title="No matching deliveries" onClear={onClear}>
      Nothing matches the filters and the search. Enter a complete id; a search for a thread needs its
      complete external id.
    </NoResults>
  );
}
