import { ChevronRight } from 'lucide-react';
import { StatusDot } from '@/app/_ui/status-badge';
import type { Operation } from '../_model/list-operations';
import type { OpenApi } from '../_model/openapi';
import { SchemaBlock } from './schema-block';

/** What comes back: the good answers open, the failures folded. */
export function ResponseList({ document, operation }: { document: OpenApi; operation: Operation }) {
  return (
    <section aria-labelledby="answers" className="space-y-2">
      <h2 id="answers" className="font-semibold text-base">
        Answers
      </h2>
      <ul className="divide-y rounded-lg border bg-surface">
        {Object.entries(operation.described.responses).map(([status, { description, content = {} }]) => (
          <li key={status}>
            <details open={isGood(status)} className="[&[open]>summary_svg]:rotate-90">
              <summary className="flex cursor-pointer list-none items-baseline gap-2 rounded-lg px-4 py-2.5 text-sm hover:bg-subtle [&::-webkit-details-marker]:hidden">
                <ChevronRight aria-hidden className="size-3 shrink-0 self-center text-ink-3" />
                <StatusDot tone={isGood(status) ? 'live' : 'failed'} className="shrink-0 self-center" />
                <span className="font-medium font-mono text-xs">{status}</span>
                <span className="min-w-0">{description}</span>
              </summary>
              <div className="space-y-2 px-4 pb-4">
                {Object.entries(content).map(([type, { schema }]) => (
                  <div key={type}>
                    <p className="mb-1 font-mono text-ink-2 text-xs">{type}</p>
                    {schema && (
                      <SchemaBlock label={`the ${status} answer`} document={document} schema={schema} />
                    )}
                  </div>
                ))}
                {Object.keys(content).length === 0 && <p className="text-ink-2 text-sm">Without a body.</p>}
              </div>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}

function isGood(status: string): boolean {
  return status.startsWith('2');
}
