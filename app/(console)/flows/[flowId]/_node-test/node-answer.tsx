import { formatDuration } from '@/app/_ui/value/format-duration';
import { JsonView } from '@/app/_ui/value/json-view';
import type { NodeTest } from './stand-in';

/** What came back from a call, and what the node does with it. */
export function NodeAnswer({ test: { answer, outcome } }: { test: NodeTest }) {
  if (!answer) return outcome && <NodeOutcome outcome={outcome} />;
  const { response, error, durationMs } = answer;
  return (
    <section aria-label="Answer" aria-live="polite" className="space-y-3 text-sm">
      <h3 className="font-medium">
        {response ? `Status ${String(response.status)}` : 'No response'}
        <span className="font-normal text-ink-2"> after {formatDuration(durationMs)}</span>
      </h3>
      {error && <p className="text-failed">{error.message}</p>}
      {response && (
        <JsonView value={response.body} className="max-h-64 overflow-y-auto rounded-lg border p-2" />
      )}
      {outcome && <NodeOutcome outcome={outcome} />}
    </section>
  );
}

type Outcome = NonNullable<NodeTest['outcome']>;

/** The exit that a node takes, what it sets, and why it does so. */
export function NodeOutcome({ outcome }: { outcome: Outcome }) {
  const { assigned, note, failure } = outcome;
  return (
    <div className="space-y-2 text-sm">
      <p>{describeExit(outcome)}</p>
      {failure && <p className="text-failed">{failure.message}</p>}
      {note !== null && <p className="text-ink-2">{note}</p>}
      {assigned.map(({ name, after }) => (
        <div key={name} className="grid grid-cols-[minmax(0,1fr)_minmax(0,2fr)] gap-2">
          <span className="truncate font-mono text-xs leading-5" title={name}>
            {name}
          </span>
          <JsonView value={after} openDepth={1} />
        </div>
      ))}
    </div>
  );
}

function describeExit({ exit, tools, failure }: Outcome): string {
  if (tools.length > 0)
    return `The model asks for ${tools.join(', ')}. A session would run it and ask again.`;
  if (exit !== null) return `Goes on by the exit “${exit}”.`;
  return failure ? 'The flow fails.' : 'A session would make another call.';
}
