import { CircleAlert } from 'lucide-react';
import type { Failure } from '@/server/engine/session';
import type { NodeNames } from '../_model/node-names';
import { explainFailure } from './explain-failure';

/** The reason of a failure, its place, and what to do. */
export function FailureNote({ failure, names }: { failure: Failure; names: NodeNames }) {
  const { code, message, nodeId } = failure;
  const label = nodeId === null ? null : names.node(nodeId);
  return (
    <section
      aria-label="Failure"
      className="flex gap-3 border-b bg-failed-soft px-4 py-3 text-failed text-sm md:px-6"
    >
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 space-y-0.5">
        <p className="font-medium [overflow-wrap:anywhere]">{message}</p>
        <p className="text-ink">
          {nodeId !== null && (
            <>
              At the node <span className="font-mono text-xs">{nodeId}</span>
              {label ? ` (${label}). ` : '. '}
            </>
          )}
          {explainFailure(code)}
        </p>
      </div>
    </section>
  );
}
