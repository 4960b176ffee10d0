'use client';
import './globals.css';
import { ErrorState } from './_ui/state/error-state';

/** The error page when even the root layout failed. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body className="flex min-h-dvh items-center justify-center">
        <ErrorState
          error={{
            title: 'Something went wrong.',
            advice:
              'Try again. If the problem remains, send the id below to the administrator of this server.',
            requestId: error.digest,
          }}
          onRetry={() => window.location.reload()}
        />
      </body>
    </html>
  );
}
