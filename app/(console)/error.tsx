'use client';
import { ErrorState } from '@/app/_ui/state/error-state';

/** The error page inside the shell, which keeps working. */
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
