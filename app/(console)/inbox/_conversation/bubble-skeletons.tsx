import { Skeleton } from '@/app/_ui/state/skeleton';

const BUBBLES = ['w-52', 'w-36 ml-auto', 'w-64', 'w-28 ml-auto'];

/** The placeholder of a transcript. */
export function BubbleSkeletons() {
  return (
    <div className="space-y-4 p-6">
      {BUBBLES.map((size) => (
        <Skeleton key={size} className={`h-9 max-w-full rounded-lg ${size}`} />
      ))}
    </div>
  );
}
