import type { ReactNode } from 'react';
import { parseJson } from '@/app/_lib/parse-json-value';
import { Badge } from '@/app/_ui/value/badge';
import { formatDuration } from '@/app/_ui/value/format-duration';
import { JsonView } from '@/app/_ui/value/json-view';
import type { EffectError, HttpResult } from '@/server/engine/protocol';
import type { Call } from './index-calls';

type CallDetailsProps = {
  call: Call;
  /** The turn in which this is shown. */
  turn: number;
  onChoose: (no: number) => void;
};

/** An HTTP call: request, response and duration. Credentials are masked. */
export function CallDetails({ call, turn, onChoose }: CallDetailsProps) {
  const { request, result, error, askedIn, answeredIn } = call;
  const response = result ?? error?.response ?? null;
  const facts = result ?? error;
  return (
    <div className="space-y-2">
      <p className="flex flex-wrap items-center gap-2 text-sm">
        {request && <Badge>{request.method}</Badge>}
        {request?.connection !== undefined && <Badge>{request.connection}</Badge>}
        <code className="min-w-0 flex-1 font-mono text-xs [overflow-wrap:anywhere]">
          {request?.url ?? 'HTTP call'}
        </code>
        {response && <Badge tone={isGood(response) ? 'live' : 'failed'}>{response.status}</Badge>}
        {error && error.code !== 'status' && <Badge tone="failed">{error.code}</Badge>}
      </p>
      {error && <p className="text-failed text-sm [overflow-wrap:anywhere]">{describeError(error)}</p>}
      {facts && (
        <p className="tabular text-ink-2 text-xs">
          {`${formatDuration(facts.durationMs)} · ${String(facts.attempts)} attempt${facts.attempts === 1 ? '' : 's'}`}
        </p>
      )}
      <Elsewhere askedIn={askedIn} answeredIn={answeredIn} turn={turn} onChoose={onChoose} />
      {request && (
        <>
          <Fold title="Request headers">
            <Headers headers={request.headers} />
          </Fold>
          {request.body !== null && (
            <Fold title="Request body">
              <Body body={request.body} />
            </Fold>
          )}
        </>
      )}
      {response && (
        <>
          <Fold title="Response headers">
            <Headers headers={response.headers} />
          </Fold>
          <Fold title="Response body" open>
            <Body body={response.body} />
          </Fold>
        </>
      )}
    </div>
  );
}

function describeError({ code, message, response }: EffectError): string {
  if (code !== 'status' || !response) return message;
  return `Status ${String(response.status)} is a failure: only 200 to 299 count as success.`;
}

function isGood({ status }: HttpResult): boolean {
  return status >= 200 && status <= 299;
}

type ElsewhereProps = Pick<Call, 'askedIn' | 'answeredIn'> & Pick<CallDetailsProps, 'turn' | 'onChoose'>;

/** A call is requested in one turn and answered in another; each links to the other. */
function Elsewhere({ askedIn, answeredIn, turn, onChoose }: ElsewhereProps) {
  const other = askedIn === turn ? answeredIn : askedIn;
  if (other === null) return askedIn === turn ? <p className="text-ink-2 text-xs">No answer yet.</p> : null;
  return (
    <button
      type="button"
      onClick={() => onChoose(other)}
      className="rounded-sm text-accent text-xs underline-offset-4 hover:underline"
    >
      {askedIn === turn ? `Answered in turn ${String(other)}` : `Requested in turn ${String(other)}`}
    </button>
  );
}

function Fold({ title, open = false, children }: { title: string; open?: boolean; children: ReactNode }) {
  return (
    <details open={open}>
      <summary className="cursor-pointer rounded-sm text-ink-2 text-xs hover:text-ink">{title}</summary>
      <div className="mt-1 rounded-md border bg-canvas p-2">{children}</div>
    </details>
  );
}

function Headers({ headers }: { headers: Record<string, string> }) {
  const entries = Object.entries(headers);
  if (entries.length === 0) return <p className="text-ink-2 text-xs">None</p>;
  return (
    <dl className="space-y-0.5 font-mono text-xs leading-5 [overflow-wrap:anywhere]">
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt className="inline text-ink-2">{name}: </dt>
          <dd className="inline">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Body({ body }: { body: unknown }) {
  const parsed = typeof body === 'string' ? parseJson(body) : null;
  if (typeof body !== 'string' || parsed?.ok)
    return <JsonView value={parsed?.ok ? parsed.value : body} openDepth={3} />;
  return (
    <pre className="whitespace-pre-wrap font-mono text-xs leading-5 [overflow-wrap:anywhere]">{body}</pre>
  );
}
