import { Skeleton } from '@/app/_ui/state/skeleton';

/** The placeholder of the delivery page. */
export function DeliverySkeleton() {
  return (
    <div aria-busy>
      <Skeleton className="h-7 w-64" />
      <Skeleton className="mt-2 h-5 w-full max-w-xl" />
      <div className="mt-6 grid gap-5 lg:grid-cols-2">
        <Skeleton className="h-72 rounded-lg" />
        <Skeleton className="h-72 rounded-lg" />
      </div>
    </div>
  );
}
