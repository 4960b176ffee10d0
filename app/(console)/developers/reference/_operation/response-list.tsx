import { ChevronRight } from 'lucide-react';
import { StatusDot } from '@/app/_ui/value/status-badge';
import type { DescribedOperation, OpenApi } from '../_model/openapi';
import { SchemaBlock } from './schema-block';

type ResponseListProps = { document: OpenApi; responses: DescribedOperation['responses'] };

/** The responses: successes open, failures collapsed. */
export function ResponseList({ document, responses }: ResponseListProps) {
  return (
    <section aria-labelledby="answers" className="space-y-2">
      <h2 id="answers" className="font-semibold text-base">
        Responses
      </h2>
      <ul className="divide-y rounded-lg border bg-surface">
        {Object.entries(responses).map(([status, { description, content = {} }]) => (
          <li key={status}>
            <details open={isGood(status)} className="[&[open]>summary_svg]:rotate-90">
              <summary className="flex cursor-pointer list-none items-start gap-2 rounded-lg px-4 py-2.5 text-sm hover:bg-subtle [&::-webkit-details-marker]:hidden">
                <ChevronRight aria-hidden className="mt-1 size-3 shrink-0 text-ink-3" />
                <StatusDot tone={isGood(status) ? 'live' : 'failed'} className="mt-1.75 shrink-0" />
                <span className="font-medium font-mono text-xs leading-5">{status}</span>
                <span className="min-w-0 whitespace-pre-line [overflow-wrap:anywhere]">{description}</span>
              </summary>
              <div className="space-y-2 px-4 pb-4">
                {Object.entries(content).map(([type, { schema }]) => (
                  <div key={type}>
                    <p className="mb-1 font-mono text-ink-2 text-xs">{type}</p>
                    {schema && (
                      <SchemaBlock label={`the ${status} response`} document={document} schema={schema} />
                    )}
                  </div>
                ))}
                {Object.keys(content).length === 0 && <p className="text-ink-2 text-sm">No body.</p>}
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
