import { Unlink } from 'lucide-react';
import Link from 'next/link';
import { paths } from '@/app/_lib/paths';
import { Button } from '@/app/_ui/button';

/** Stands there for a link that lets nobody in: used, revoked, past its seven days, or never made. */
export function LinkOver() {
  return (
    <div role="alert" className="space-y-4">
      <Unlink aria-hidden className="size-6 text-ink-3" />
      <div>
        <h1 className="font-semibold text-xl tracking-tight">This link lets nobody in</h1>
        <p className="mt-1 text-ink-2">
          An invitation holds for seven days and for one person. This one was used already, has been revoked,
          or is over; or a part of the link is missing.
        </p>
      </div>
      <p className="text-ink-2">
        If you have joined already, sign in. Otherwise ask whoever sent it for a new one.
      </p>
      <Button asChild>
        <Link href={paths.signIn()}>Sign in</Link>
      </Button>
    </div>
  );
}
