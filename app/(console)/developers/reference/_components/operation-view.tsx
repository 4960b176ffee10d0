import { Badge } from '@/app/_ui/badge';
import { CopyButton } from '@/app/_ui/copy-button';
import type { Operation } from '../_model/list-operations';
import type { OpenApi, Parameter, Schema } from '../_model/openapi';
import { CredentialNote } from './credential-note';
import { MethodBadge } from './method-badge';
import { ParameterList } from './parameter-list';
import { ResponseList } from './response-list';
import { SchemaBlock } from './schema-block';
import { TryIt } from './try-it';

const PLACES: readonly { place: Parameter['in']; title: string }[] = [
  { place: 'path', title: 'In the path' },
  { place: 'query', title: 'In the query' },
  { place: 'header', title: 'Headers' },
];

type OperationViewProps = { document: OpenApi; operation: Operation };

/** Everything an operation takes and answers, and beside it a way to try it. */
export function OperationView({ document, operation }: OperationViewProps) {
  const { described, credential } = operation;
  const bodies = Object.entries(described.requestBody?.content ?? {});
  return (
    <div className="grid items-start gap-x-8 gap-y-6 xl:grid-cols-[minmax(0,1fr)_minmax(0,440px)]">
      <article className="min-w-0 space-y-6">
        <Heading operation={operation} />
        {credential ? (
          <CredentialNote scheme={credential.scheme} />
        ) : (
          <p className="text-ink-2 text-sm">Needs no key.</p>
        )}
        {PLACES.map(({ place, title }) => (
          <ParameterList
            key={place}
            title={title}
            document={document}
            parameters={(described.parameters ?? []).filter((parameter) => parameter.in === place)}
          />
        ))}
        {bodies.map(([type, { schema }]) => (
          <section key={type} aria-labelledby="body" className="space-y-2">
            <h2 id="body" className="flex items-baseline gap-2 font-semibold text-base">
              Body <span className="font-mono font-normal text-ink-2 text-xs">{type}</span>
              {!described.requestBody?.required && <Badge>optional</Badge>}
            </h2>
            <SchemaBlock label="the body" document={document} schema={schema ?? EMPTY} />
          </section>
        ))}
        <ResponseList document={document} operation={operation} />
      </article>
      <TryIt document={document} operation={operation} />
    </div>
  );
}

const EMPTY: Schema = {};

function Heading({ operation: { method, path, summary, described } }: { operation: Operation }) {
  return (
    <header>
      <h1 className="flex flex-wrap items-center gap-2 font-semibold text-xl tracking-tight">
        {summary}
        {described.deprecated && <Badge tone="waiting">Deprecated</Badge>}
      </h1>
      <div className="mt-2 flex items-center gap-1 rounded-md border bg-surface py-1 pr-1 pl-3">
        <MethodBadge method={method} />
        <code className="min-w-0 flex-1 font-mono text-xs [overflow-wrap:anywhere]">{path}</code>
        <CopyButton text={path} label="path" />
      </div>
      {described.description && <p className="mt-3 max-w-prose text-base">{described.description}</p>}
    </header>
  );
}
