import type { Explanation } from '@/server/engine/expression/explain';
import type { Why } from '@/server/engine/expression/why/why';
import { ShownValue } from '../_turn/shown-value';
import { listOperands } from './list-operands';

type OperandListProps = { explanations: readonly Explanation[]; whys: readonly Why[] };

/** The values by which conditions were decided, each once. */
export function OperandList({ explanations, whys }: OperandListProps) {
  const operands = listOperands(explanations);
  if (operands.length === 0) return null;
  const complete = Object.assign({}, ...whys.map((why) => why.complete));
  return (
    <dl aria-label="Values" className="space-y-0.5">
      {operands.map(({ source, value }) => (
        <div key={source} className="flex flex-wrap gap-x-3">
          <dt className="max-w-full font-mono text-ink-2 text-xs leading-5 [overflow-wrap:anywhere]">
            {source}
          </dt>
          <dd className="min-w-0 max-w-full">
            <ShownValue value={Object.hasOwn(complete, source) ? complete[source] : value} isShort />
          </dd>
        </div>
      ))}
    </dl>
  );
}
