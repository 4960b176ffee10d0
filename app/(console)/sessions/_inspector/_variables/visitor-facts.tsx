import type { JsonObject } from '@/server/engine/json';
import { ShownValue } from '../_turn/shown-value';

/** The values that the visitor's page has sent; nothing where it has sent none. */
export function VisitorFacts({ visitor }: { visitor: JsonObject }) {
  const facts = Object.entries(visitor);
  if (facts.length === 0) return null;
  return (
    <section aria-label="Visitor" className="mt-6">
      <h2 className="font-medium">From the visitor’s page</h2>
      <p className="mb-2 text-ink-2 text-xs">
        The flow reads this as <code className="font-mono">visitor</code>. It is not verified.
      </p>
      <dl className="divide-y border-y text-sm">
        {facts.map(([name, value]) => (
          <div key={name} className="flex gap-3 py-2">
            <dt className="w-28 shrink-0 truncate pl-2 font-mono text-xs leading-5" title={name}>
              {name}
            </dt>
            <dd className="min-w-0">
              <ShownValue value={value} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
