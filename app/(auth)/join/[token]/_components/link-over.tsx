import { Unlink } from 'lucide-react';
import Link from 'next/link';
import { paths } from '@/app/_lib/paths';
import { Button } from '@/app/_ui/button';

/** Shown for an invalid invitation link: used, revoked, expired after seven days, or never created. */
export function LinkOver() {
  return (
    <div role="alert" className="space-y-4">
      <Unlink aria-hidden className="size-6 text-ink-3" />
      <div>
        <h1 className="font-semibold text-xl tracking-tight">This invitation is no longer valid</h1>
        <p className="mt-1 text-ink-2">
          An invitation works once, within seven days. This one was used, was revoked or has expired, or part
          of the link is missing.
        </p>
      </div>
      <p className="text-ink-2">
        If you have already joined, sign in. Otherwise ask the person who invited you for a new link.
      </p>
      <Button asChild>
        <Link href={paths.signIn()}>Sign in</Link>
      </Button>
    </div>
  );
}
