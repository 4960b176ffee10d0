import { JsonView } from '@/app/_ui/value/json-view';

const SHORT = 90;

/** A short value in one line, a longer one as a tree. `undefined` is a name without a value. */
export function ShownValue({ value, openDepth = 1 }: { value: unknown; openDepth?: number }) {
  if (value === undefined) return <span className="text-ink-3 text-xs">not set</span>;
  const text = JSON.stringify(value) ?? 'null';
  if (text.length <= SHORT || typeof value !== 'object')
    return (
      <code className="whitespace-pre-wrap font-mono text-xs leading-5 [overflow-wrap:anywhere]">{text}</code>
    );
  return <JsonView value={value} openDepth={openDepth} />;
}
