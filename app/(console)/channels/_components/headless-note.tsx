import { Terminal } from 'lucide-react';
import Link from 'next/link';
import { paths } from '@/app/_lib/paths';
import { Button } from '@/app/_ui/button';

/** A note on the one API that needs no channel. */
export function HeadlessNote() {
  return (
    <div className="mt-8 flex flex-wrap items-center gap-x-4 gap-y-3 rounded-lg border border-dashed px-4 py-3.5">
      <Terminal aria-hidden className="size-4 shrink-0 text-ink-2" />
      <p className="min-w-0 flex-1 basis-64 text-ink-2 text-sm">
        <span className="font-medium text-ink">Headless sessions need no channel.</span> Software that starts
        and answers sessions itself, and reads the answers from the response, needs only an API key.
      </p>
      <Button asChild size="sm">
        <Link href={paths.apiKeys()}>API keys</Link>
      </Button>
    </div>
  );
}
