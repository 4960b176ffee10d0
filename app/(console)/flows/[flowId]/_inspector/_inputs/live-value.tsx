import { cn } from '@/app/_ui/cn';
import type { SourceValue } from '@/server/engine/rendering/evaluate-source';

type LiveValueProps = { value: SourceValue; locals: readonly string[]; sampleName: string };

/** The value of a source with the sample, or the reason why there is none. */
export function LiveValue({ value, locals, sampleName }: LiveValueProps) {
  const { text, failed } = describeValue(value, locals);
  return (
    <output
      className={cn(
        'block truncate rounded-sm bg-subtle px-2 py-0.5 font-mono text-xs',
        failed ? 'text-failed' : 'text-ink-2',
      )}
      title={`${text} (${sampleName})`}
    >
      {text}
    </output>
  );
}

function describeValue(value: SourceValue, locals: readonly string[]): { text: string; failed: boolean } {
  if (!value.ok) return { text: value.message, failed: true };
  const unknown = value.missing.filter((name) => locals.includes(name));
  if (unknown.length > 0) return { text: `${unknown.join(', ')} is only known at run time`, failed: false };
  if (value.missing.length > 0)
    return { text: `${value.missing.join(', ')} has no value in the sample`, failed: false };
  return { text: `= ${JSON.stringify(value.value)}`, failed: false };
}
