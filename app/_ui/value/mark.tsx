import { cn } from '../cn';

/** The product's mark: two voices, one answering the other. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={cn('size-6', className)}>
      <path d="M4 3h9a4 4 0 0 1 4 4v2a4 4 0 0 1-4 4H8l-4 3.5z" fill="currentColor" />
      <path
        d="M20 8.5v12L15.8 17H11"
        fill="none"
        stroke="var(--accent)"
        strokeWidth="2.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
