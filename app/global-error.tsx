'use client';
import './globals.css';
import { ErrorState } from './_ui/state/error-state';

/** Stands in when even the frame of the pages broke. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body className="flex min-h-dvh items-center justify-center">
        <ErrorState
          error={{
            title: 'The console broke.',
            advice: 'Try again. If it stays, quote the id below to whoever runs this server.',
            requestId: error.digest,
          }}
          onRetry={() => window.location.reload()}
        />
      </body>
    </html>
  );
}
