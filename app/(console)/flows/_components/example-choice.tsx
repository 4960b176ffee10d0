import { cn } from '@/app/_ui/cn';
import type { Example } from '../_examples/examples';

type ExampleChoiceProps = {
  examples: readonly Example[];
  /** The id of an example. */
  chosen: string;
  onChoose: (id: string) => void;
};

/** The examples that a new flow can start from. */
export function ExampleChoice({ examples, chosen, onChoose }: ExampleChoiceProps) {
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-sm">Start from</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {examples.map((example) => (
          <label
            key={example.id}
            className={cn(
              'flex cursor-pointer gap-2.5 rounded-md border p-3 transition-colors hover:bg-subtle has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2',
              example.id === chosen ? 'border-ink' : 'border-line-strong',
            )}
          >
            <input
              type="radio"
              name="example"
              className="mt-0.5 size-4 shrink-0 accent-ink outline-none"
              checked={example.id === chosen}
              onChange={() => onChoose(example.id)}
            />
            <span>
              <span className="block font-medium text-sm">{example.name}</span>
              <span className="block text-ink-2 text-xs">{example.description}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
