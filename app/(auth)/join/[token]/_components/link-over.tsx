import { Unlink } from 'lucide-react';
import Link from 'next/link';
import { paths } from '@/app/_lib/paths';
import { Button } from '@/app/_ui/button';
import { AuthNotice } from '../../../_components/auth-frame';

/** Shown for an invalid invitation link: used, revoked, expired after seven days, or never created. */
export function LinkOver() {
  return (
    <AuthNotice
      role="alert"
      icon={Unlink}
      title="This invitation is no longer valid"
      action={
        <Button asChild>
          <Link href={paths.signIn()}>Sign in</Link>
        </Button>
      }
    >
      <p>
        An invitation works once, within seven days. This one was used, was revoked or has expired, or part of
        the link is missing.
      </p>
      <p>If you have already joined, sign in. Otherwise ask the person who invited you for a new link.</p>
    </AuthNotice>
  );
}
