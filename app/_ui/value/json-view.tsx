'use client';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { cn } from '../cn';

const SHOWN_AT_ONCE = 100;
const OPEN_CHILDREN = 20;

type JsonViewProps = {
  /** A JSON value; anything else is shown as null. */
  value: unknown;
  /** The number of levels that are open at first. */
  openDepth?: number;
  className?: string;
};

/** JSON as a tree: objects and lists collapse, texts are complete, and omissions are stated. */
export function JsonView({ value, openDepth = 2, className }: JsonViewProps) {
  return (
    <div className={cn('min-w-0 font-mono text-xs leading-5 [overflow-wrap:anywhere]', className)}>
      <JsonNode value={value} depth={0} openDepth={openDepth} />
    </div>
  );
}

type NodeProps = { name?: string; value: unknown; depth: number; openDepth: number };

function JsonNode({ name, value, depth, openDepth }: NodeProps) {
  const entries = listEntries(value);
  if (!entries || entries.length === 0)
    return (
      <div className="pl-4">
        <Name name={name} />
        <Leaf value={value} />
      </div>
    );
  const list = Array.isArray(value);
  return (
    <details
      open={depth < openDepth && (depth === 0 || entries.length <= OPEN_CHILDREN)}
      className="group/json [&[open]>summary_svg]:rotate-90"
    >
      <summary className="flex cursor-pointer list-none items-start rounded-sm hover:bg-hover [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="mt-1 mr-1 size-3 shrink-0 text-ink-3" />
        <span>
          <Name name={name} />
          <span className="text-ink-3">{describeSize(list, entries.length)}</span>
        </span>
      </summary>
      <Children entries={entries} list={list} depth={depth} openDepth={openDepth} />
    </details>
  );
}

type ChildrenProps = { entries: [string, unknown][]; list: boolean; depth: number; openDepth: number };

function Children({ entries, list, depth, openDepth }: ChildrenProps) {
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  const hidden = entries.length - shown;
  return (
    <div className="ml-1.5 border-l pl-2">
      {entries.slice(0, shown).map(([key, child]) => (
        <JsonNode
          key={key}
          name={list ? `${key}` : key}
          value={child}
          depth={depth + 1}
          openDepth={openDepth}
        />
      ))}
      {hidden > 0 && (
        <button
          type="button"
          onClick={() => setShown(shown + SHOWN_AT_ONCE)}
          className="ml-4 rounded-sm text-accent hover:underline"
        >
          {`${String(hidden)} more`}
        </button>
      )}
    </div>
  );
}

function Name({ name }: { name: string | undefined }) {
  return name === undefined ? null : <span className="text-ink-2">{name}: </span>;
}

function Leaf({ value }: { value: unknown }) {
  if (typeof value === 'string') return <span className="whitespace-pre-wrap">{JSON.stringify(value)}</span>;
  if (value === null || value === undefined) return <span className="text-ink-3">null</span>;
  return <span>{JSON.stringify(value)}</span>;
}

function listEntries(value: unknown): [string, unknown][] | null {
  return typeof value === 'object' && value !== null ? Object.entries(value) : null;
}

function describeSize(list: boolean, count: number): string {
  const noun = list ? 'item' : 'key';
  return `${list ? '[' : '{'}${String(count)} ${noun}${count === 1 ? '' : 's'}${list ? ']' : '}'}`;
}
