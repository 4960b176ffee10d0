'use client';
import './globals.css';
import { ErrorState } from './_ui/error-state';

/** Stands in when even the frame of the pages broke. */
export default function GlobalError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <html lang="en">
      <body className="flex min-h-dvh items-center justify-center">
        <ErrorState
          error={{ title: 'The console broke.', advice: 'Reload the page.', requestId: error.digest }}
          onRetry={reset}
        />
      </body>
    </html>
  );
}
