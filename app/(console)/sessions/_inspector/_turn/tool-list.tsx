import { Badge } from '@/app/_ui/value/badge';
import { JsonView } from '@/app/_ui/value/json-view';
import type { ToolTrace } from '@/server/engine/protocol';

/** The flows that a model called as tools: what it gave them, and their results. */
export function ToolList({ tools }: { tools: readonly ToolTrace[] }) {
  return (
    <ul aria-label="Tools" className="space-y-3">
      {tools.map(({ name, arguments: given, result }, index) => (
        <li key={`${String(index)} ${name}`} className="space-y-1.5">
          <p className="flex flex-wrap items-center gap-2 text-sm">
            <Badge>Tool</Badge>
            <code className="min-w-0 font-mono text-xs [overflow-wrap:anywhere]">{name}</code>
            <span className="text-ink-2 text-xs">{result === undefined ? 'called with' : 'returned'}</span>
          </p>
          <JsonView value={result === undefined ? given : result} />
        </li>
      ))}
    </ul>
  );
}
