import { Skeleton } from '@/app/_ui/state/skeleton';
import { BubbleSkeletons } from './bubble-skeletons';

/** The placeholder of a conversation. */
export function PaneSkeleton() {
  return (
    <div className="flex-1">
      <p role="status" className="sr-only">
        Loading the conversation
      </p>
      <div className="space-y-2 border-b px-4 py-3">
        <Skeleton className="h-5 w-40" />
        <Skeleton className="w-56" />
      </div>
      <BubbleSkeletons />
    </div>
  );
}
