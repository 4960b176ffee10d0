import { numberItems } from '@/app/_lib/number-items';
import { cn } from '@/app/_ui/cn';
import type { TestFailure } from '@/server/engine/flow-test/test-result';

/** Why a step fails: what was expected beside what came. */
export function StepFailures({ failures }: { failures: readonly TestFailure[] }) {
  if (failures.length === 0) return null;
  return (
    <ul className="mb-2 space-y-2">
      {failures.map(({ part, message, diff }) => (
        <li key={`${part} ${message}`} className="rounded-md bg-failed-soft px-3 py-2 text-sm">
          <p className="text-failed [overflow-wrap:anywhere]">{message}</p>
          {diff.length > 0 && (
            <ul aria-label="Expected and came" className="mt-1 font-mono text-xs">
              {numberItems(diff).map(({ item: line, place }) => (
                <li key={place} className={cn('[overflow-wrap:anywhere]', toLook(line))}>
                  {toWords(line)}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

function toLook(line: string): string {
  if (line.startsWith('- ')) return 'text-failed';
  return line.startsWith('+ ') ? 'text-live' : 'text-ink-2';
}

function toWords(line: string): string {
  if (line.startsWith('- ')) return `Expected: ${line.slice(2)}`;
  return line.startsWith('+ ') ? `Came: ${line.slice(2)}` : `Same: ${line.slice(2)}`;
}
