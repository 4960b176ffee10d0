'use client';
import './globals.css';
import { ReleasePresses } from './_early/release-presses';
import { Crash } from './_ui/state/crash';

/** The error page when even the root layout failed. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body className="flex min-h-dvh items-center justify-center">
        <ReleasePresses />
        <Crash title="Something went wrong." id={error.digest} onRetry={() => window.location.reload()} />
      </body>
    </html>
  );
}
