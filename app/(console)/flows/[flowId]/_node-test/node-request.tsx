import { CodeBlock } from '@/app/_ui/value/code-block';
import { NodeOutcome } from './node-answer';
import type { NodeTest } from './stand-in';

/** The request of a node as it will be sent, or what the node does without one. */
export function NodeRequest({ test: { request, outcome } }: { test: NodeTest }) {
  if (!request)
    return (
      <section aria-label="No request" className="space-y-2 text-sm">
        <p>With these values the node sends no request.</p>
        {outcome && <NodeOutcome outcome={outcome} />}
      </section>
    );
  const { connection } = request;
  return (
    <section aria-label="Request" className="space-y-2">
      <CodeBlock label="Request" code={toText(request)} />
      {connection !== null && (
        <p className="text-ink-2 text-xs">
          The connection {connection} adds its address, its headers and its credential.
        </p>
      )}
    </section>
  );
}

function toText({ method, url, headers, body }: NonNullable<NodeTest['request']>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${url}`, ...lines, ...(body === null ? [] : ['', indent(body)])].join('\n');
}

function indent(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
