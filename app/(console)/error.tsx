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
          title: 'Something went wrong on this page.',
          advice: 'Try again. If the problem remains, send the id below to the administrator of this server.',
          requestId: error.digest,
        }}
        onRetry={reset}
      />
    </div>
  );
}
