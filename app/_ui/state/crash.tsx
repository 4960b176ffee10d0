'use client';

type CrashProps = {
  title: string;
  /** The id under which the server logged the error. */
  id: string | undefined;
  onRetry: () => void;
};

/** Shown where a page broke. It uses no other component: every page loads it, and one of those may be what broke. */
export function Crash({ title, id, onRetry }: CrashProps) {
  return (
    <div role="alert" className="flex flex-col items-center gap-3 px-6 py-14 text-center">
      <span
        aria-hidden
        className="flex size-9 items-center justify-center rounded-lg bg-failed-soft font-semibold text-failed text-lg"
      >
        !
      </span>
      <div className="max-w-md space-y-1">
        <p className="font-medium">{title}</p>
        <p className="text-ink-2 text-sm">
          Try again.
          {id && ' If the problem remains, send the id below to the administrator of this server.'}
        </p>
      </div>
      <button
        type="button"
        onClick={onRetry}
        className="h-8 rounded-md border border-line-strong bg-surface px-3 font-medium text-ink text-sm transition-colors hover:bg-hover"
      >
        Try again
      </button>
      {id && (
        <p className="text-ink-2 text-xs">
          Request <code className="select-all font-mono">{id}</code>
        </p>
      )}
    </div>
  );
}
