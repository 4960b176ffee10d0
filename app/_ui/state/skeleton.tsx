import { cn } from '../cn';

/** The placeholder of loading content; give it the size of the content. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={cn('base:block base:h-4 animate-pulse base:rounded-sm bg-hover', className)}
    />
  );
}
