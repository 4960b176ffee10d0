import { SearchX } from 'lucide-react';
import Link from 'next/link';
import { paths } from '@/app/_lib/paths';
import { Button } from '@/app/_ui/button';
import { EmptyState } from '@/app/_ui/state/empty-state';

/** Shown when an address names an operation that no document has. */
export function NoSuchOperation({ what }: { what: 'API' | 'operation' }) {
  return (
    <EmptyState
      icon={SearchX}
      title={`There is no such ${what}`}
      action={
        <Button asChild>
          <Link href={paths.reference()}>All APIs</Link>
        </Button>
      }
    >
      It may have been renamed; search for it in the list.
    </EmptyState>
  );
}
