import { cn } from '../cn';

/** Holds the place of what is being loaded; give it the size of what will stand there. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn('block h-4 animate-pulse rounded-sm bg-hover', className)} />;
}
