import { cn } from '@/app/_ui/cn';
import type { Method } from '../_model/openapi';

const INK: Readonly<Record<Method, string>> = {
  get: 'text-live',
  post: 'text-accent',
  put: 'text-waiting',
  patch: 'text-waiting',
  delete: 'text-failed',
};

/** The method of an operation, in a fixed width so that the paths line up. */
export function MethodBadge({ method, className }: { method: Method; className?: string }) {
  return (
    <span
      className={cn('base:w-12 shrink-0 font-medium font-mono text-xs uppercase', INK[method], className)}
    >
      {method === 'delete' ? 'del' : method}
    </span>
  );
}
