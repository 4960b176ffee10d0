import { JsonView } from '@/app/_ui/value/json-view';

const SHORT = 90;

/** A value in a line when it is short, as a tree when it is not. `undefined` is a name that stands for nothing. */
export function ShownValue({ value, openDepth = 1 }: { value: unknown; openDepth?: number }) {
  if (value === undefined) return <span className="text-ink-3 text-xs">not set</span>;
  const text = JSON.stringify(value) ?? 'null';
  if (text.length <= SHORT || typeof value !== 'object')
    return (
      <code className="whitespace-pre-wrap font-mono text-xs leading-5 [overflow-wrap:anywhere]">{text}</code>
    );
  return <JsonView value={value} openDepth={openDepth} />;
}
