import { JsonView } from '@/app/_ui/value/json-view';

const SHORT = 90;

type ShownValueProps = {
  /** Undefined is a name without a value. */
  value: unknown;
  openDepth?: number;
  /** A long text is shortened until somebody opens it. */
  isShort?: boolean;
};

/** A short value in one line, a longer one as a tree. */
export function ShownValue({ value, openDepth = 1, isShort = false }: ShownValueProps) {
  if (value === undefined) return <span className="text-ink-3 text-xs">not set</span>;
  const text = JSON.stringify(value) ?? 'null';
  if (isShort && typeof value === 'string' && text.length > SHORT) return <LongText text={text} />;
  if (text.length <= SHORT || typeof value !== 'object')
    return (
      <code className="whitespace-pre-wrap font-mono text-xs leading-5 [overflow-wrap:anywhere]">{text}</code>
    );
  return <JsonView value={value} openDepth={isShort ? 0 : openDepth} />;
}

function LongText({ text }: { text: string }) {
  return (
    <details className="group/text">
      <summary className="cursor-pointer list-none rounded-sm [&::-webkit-details-marker]:hidden">
        <code className="font-mono text-xs leading-5 [overflow-wrap:anywhere] group-open/text:hidden">
          {`${[...text].slice(0, SHORT).join('')}…`}
        </code>{' '}
        <span className="text-accent text-xs group-open/text:hidden">Show all</span>
        <span className="hidden text-accent text-xs group-open/text:inline">Show less</span>
      </summary>
      <code className="whitespace-pre-wrap font-mono text-xs leading-5 [overflow-wrap:anywhere]">{text}</code>
    </details>
  );
}
