'use client';
import './globals.css';
import { Crash } from './_ui/state/crash';

/** The error page when even the root layout failed. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body className="flex min-h-dvh items-center justify-center">
        <Crash title="Something went wrong." id={error.digest} onRetry={() => window.location.reload()} />
      </body>
    </html>
  );
}
