import { Send } from 'lucide-react';
import Link from 'next/link';
import { paths } from '@/app/_lib/paths';
import { Button } from '@/app/_ui/button';
import { EmptyState } from '@/app/_ui/state/empty-state';
import { NoResults } from '@/app/_ui/state/no-results';

/** Stands where deliveries will be. */
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
      A channel with a webhook tells your software what its conversations do. Every delivery is kept here with
      its attempts, until one of them is acknowledged or all have failed.
    </EmptyState>
  );
}

/** Stands there when no delivery is as asked for. */
export function NoMatch({ onClear }: { onClear: () => void }) {
  return (
    <NoResults title="No delivery is like this" onClear={onClear}>
      Nothing fits the filters and the search. An id must be given whole; so must the caller’s own id of a
      thread.
    </NoResults>
  );
}
