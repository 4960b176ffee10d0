'use client';
import { ErrorState } from './_ui/state/error-state';

/** The error page when the shell failed as well, as when the database could not be asked who is signed in. */
export default function ShellError({ error }: { error: Error & { digest?: string } }) {
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <ErrorState
        error={{
          title: 'The console could not be opened.',
          advice: 'Try again. If the problem remains, send the id below to the administrator of this server.',
          requestId: error.digest,
        }}
        onRetry={() => window.location.reload()}
      />
    </main>
  );
}
