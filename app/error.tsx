'use client';
import { Crash } from './_ui/state/crash';

/** The error page for when the shell itself failed, e.g. because the database could not be reached. */
export default function ShellError({ error }: { error: Error & { digest?: string } }) {
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <Crash
        title="The console could not be opened."
        id={error.digest}
        onRetry={() => window.location.reload()}
      />
    </main>
  );
}
