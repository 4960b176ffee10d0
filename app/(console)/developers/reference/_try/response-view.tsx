import { Card } from '@/app/_ui/page/card';
import { formatDuration } from '@/app/_ui/value/format-duration';
import { JsonView } from '@/app/_ui/value/json-view';
import { StatusBadge } from '@/app/_ui/value/status-badge';
import type { TestResponse } from './use-test-request';

// A scrolling area must be reachable by keyboard.
const SCROLLER = { tabIndex: 0 };

/** The response: status, time, headers and body, as a tree where it is JSON. */
export function ResponseView({ answer }: { answer: TestResponse }) {
  const { status, durationMs, headers, text } = answer;
  return (
    <Card aria-label="Response">
      <div role="status" className="flex h-9 items-center gap-3 border-b bg-canvas px-3 text-ink-2 text-xs">
        <StatusBadge tone={status < 400 ? 'live' : 'failed'}>{String(status)}</StatusBadge>
        <span className="tabular">{formatDuration(durationMs)}</span>
        <span className="tabular ml-auto">{`${text.length.toLocaleString('en')} characters`}</span>
      </div>
      <section {...SCROLLER} aria-label="Response body" className="max-h-96 overflow-auto p-3">
        <AnswerBody answer={answer} />
      </section>
      <details className="border-t">
        <summary className="cursor-pointer rounded-sm px-3 py-2 text-ink-2 text-xs hover:text-ink">
          {`${String(headers.length)} headers`}
        </summary>
        <dl className="grid grid-cols-[auto_1fr] gap-x-3 px-3 pb-3 font-mono text-xs [overflow-wrap:anywhere]">
          {headers.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-ink-2">{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </Card>
  );
}

function AnswerBody({ answer: { type, text } }: { answer: TestResponse }) {
  if (text === '') return <p className="text-ink-2 text-sm">No body.</p>;
  const json = /json/.test(type) ? parse(text) : undefined;
  if (json !== undefined) return <JsonView value={json} openDepth={3} />;
  return <pre className="whitespace-pre-wrap font-mono text-xs [overflow-wrap:anywhere]">{text}</pre>;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
