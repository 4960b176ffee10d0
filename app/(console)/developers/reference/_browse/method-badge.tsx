import { cn } from '@/app/_ui/cn';
import type { Method } from '../_model/openapi';

const INK: Readonly<Record<Method, string>> = {
  get: 'text-live',
  post: 'text-accent',
  put: 'text-waiting',
  patch: 'text-waiting',
  delete: 'text-failed',
};

/** The method of an operation, as wide for each so that what follows stands in line. */
export function MethodBadge({ method, className }: { method: Method; className?: string }) {
  return (
    <span className={cn('w-12 shrink-0 font-medium font-mono text-xs uppercase', INK[method], className)}>
      {method === 'delete' ? 'del' : method}
    </span>
  );
}
