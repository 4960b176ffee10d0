import { Compass } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { paths } from '@/app/_lib/paths';
import { Button } from '@/app/_ui/button';
import { EmptyState } from '@/app/_ui/state/empty-state';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <div className="flex flex-1 items-center justify-center">
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        icon={Compass}
        title="Page not found"
        action={
          <Button asChild>
            <Link href={paths.home()}>Go to Home</Link>
          </Button>
        }
      >
        It may have been removed, or the address may be mistyped.
      </EmptyState>
    </div>
  );
}
