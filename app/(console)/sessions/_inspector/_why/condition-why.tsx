import type { Explanation } from '@/server/engine/expression/explain';
import type { Why } from '@/server/engine/expression/why/why';
import { describeWhy } from './describe-why';
import { isPath } from './list-operands';

type ConditionWhyProps = {
  explanation: Explanation;
  /** Undefined until the engine has answered. */
  why: Why | undefined;
  /** The beginning of the sentence about the opposite outcome. */
  opposite: string;
};

/** What decided a condition, which change would have given the opposite, and the condition as its author wrote it. */
export function ConditionWhy({ explanation, why, opposite }: ConditionWhyProps) {
  const { source, failure } = explanation;
  const words = why && describeWhy(why, opposite);
  return (
    <>
      {words?.decided && <p className="mt-0.5 text-xs leading-5 [overflow-wrap:anywhere]">{words.decided}</p>}
      {words?.change && <p className="mt-0.5 text-xs leading-5 [overflow-wrap:anywhere]">{words.change}</p>}
      {!isPath(source) && <Expression source={source} />}
      {failure && (
        <p className="mt-1 text-failed text-xs [overflow-wrap:anywhere]">
          It could not be evaluated: {failure.message}
        </p>
      )}
    </>
  );
}

/** The source of a condition. */
export function Expression({ source }: { source: string }) {
  return (
    <code className="mt-0.5 block font-mono text-ink-2 text-xs leading-5 [overflow-wrap:anywhere]">
      {source}
    </code>
  );
}
