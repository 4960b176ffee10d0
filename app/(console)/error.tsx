'use client';
import { Crash } from '@/app/_ui/state/crash';

type PageErrorProps = { error: Error & { digest?: string }; reset: () => void };

/** The error page inside the shell, which keeps working. */
export default function PageError({ error, reset }: PageErrorProps) {
  return (
    <div className="flex flex-1 items-center justify-center">
      <Crash title="Something went wrong on this page." id={error.digest} onRetry={reset} />
    </div>
  );
}
