import { Skeleton } from '@/app/_ui/state/skeleton';

/** Lines in the place of a list that loads. */
export function TextSkeleton() {
  return (
    <div className="space-y-2 p-4">
      {['w-64', 'w-80', 'w-56'].map((width) => (
        <Skeleton key={width} className={`h-4 max-w-full ${width}`} />
      ))}
    </div>
  );
}
