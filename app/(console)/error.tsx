'use client';
import { ErrorState } from '@/app/_ui/state/error-state';

/** Stands in for a page that broke; the shell around it goes on working. */
export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <div className="flex flex-1 items-center justify-center">
      <ErrorState
        error={{
          title: 'This page broke.',
          advice: 'Try again. If it stays, quote the id below to whoever runs this server.',
          requestId: error.digest,
        }}
        onRetry={reset}
      />
    </div>
  );
}
