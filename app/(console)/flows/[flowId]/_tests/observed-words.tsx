import { numberItems } from '@/app/_lib/number-items';
import type { Observation } from '@/server/engine/flow-test/observe';

/** What the flow said after a step, as a transcript. */
export function ObservedWords({ came }: { came: Observation | undefined }) {
  if (!came) return <p className="text-ink-3 text-xs">The test does not come to this step.</p>;
  const { messages, choices } = came;
  if (messages.length === 0) return <p className="text-ink-3 text-xs">The flow says nothing.</p>;
  return (
    <div className="space-y-1">
      {numberItems(messages).map(({ item: text, place }) => (
        <p
          key={place}
          className="w-fit max-w-full whitespace-pre-line rounded-lg bg-subtle px-3 py-1.5 text-sm [overflow-wrap:anywhere]"
        >
          {text}
        </p>
      ))}
      {choices.length > 0 && <p className="text-ink-2 text-xs">Choices: {choices.join(' · ')}</p>}
    </div>
  );
}
