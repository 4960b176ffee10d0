'use client';
import { Play } from 'lucide-react';
import { useQueryState } from 'nuqs';
import type { ReactNode } from 'react';
import { Button } from '@/app/_ui/button';
import { cn } from '@/app/_ui/cn';
import { Badge } from '@/app/_ui/value/badge';
import { CopyButton } from '@/app/_ui/value/copy-button';
import { CredentialNote } from '../_browse/credential-note';
import { MethodBadge } from '../_browse/method-badge';
import type { Operation } from '../_model/list-operations';
import type { OpenApi, Parameter, Schema } from '../_model/openapi';
import { TryIt } from '../_try/try-it';
import { ParameterList } from './parameter-list';
import { ResponseList } from './response-list';
import { SchemaBlock } from './schema-block';

const PLACES: readonly { place: Parameter['in']; title: string }[] = [
  { place: 'path', title: 'In the path' },
  { place: 'query', title: 'In the query' },
  { place: 'header', title: 'Headers' },
];

type OperationViewProps = { document: OpenApi; operation: Operation };

/**
 * The parameters, body and responses of an operation, and a form to try it: beside them on wide pages, else on
 * demand.
 */
export function OperationView({ document, operation }: OperationViewProps) {
  const [tries, setTries] = useQueryState('try');
  const open = tries === '1';
  return (
    <div className="grid items-start gap-x-8 gap-y-6 2xl:grid-cols-[minmax(0,1fr)_440px]">
      <Heading operation={operation}>
        <Button
          aria-expanded={open}
          aria-controls="try-it"
          className="2xl:hidden"
          onClick={() => setTries(open ? null : '1')}
        >
          <Play aria-hidden /> Try it
        </Button>
      </Heading>
      <div
        id="try-it"
        className={cn(
          'min-w-0 2xl:sticky 2xl:top-16 2xl:col-start-2 2xl:row-span-2 2xl:row-start-1',
          !open && 'max-2xl:hidden',
        )}
      >
        <TryIt document={document} operation={operation} />
      </div>
      <Description document={document} operation={operation} />
    </div>
  );
}

function Description({ document, operation: { described, credential } }: OperationViewProps) {
  return (
    <article className="min-w-0 space-y-6">
      {credential ? (
        <CredentialNote scheme={credential.scheme} />
      ) : (
        <p className="text-ink-2 text-sm">No key required.</p>
      )}
      {PLACES.map(({ place, title }) => (
        <ParameterList
          key={place}
          title={title}
          document={document}
          parameters={(described.parameters ?? []).filter((parameter) => parameter.in === place)}
        />
      ))}
      {Object.entries(described.requestBody?.content ?? {}).map(([type, { schema }]) => (
        <section key={type} aria-labelledby="body" className="space-y-2">
          <h2 id="body" className="flex items-baseline gap-2 font-semibold text-base">
            Body <span className="font-mono font-normal text-ink-2 text-xs">{type}</span>
            {!described.requestBody?.required && <Badge>optional</Badge>}
          </h2>
          <SchemaBlock label="the body" document={document} schema={schema ?? EMPTY} />
        </section>
      ))}
      <ResponseList document={document} responses={described.responses} />
    </article>
  );
}

const EMPTY: Schema = {};

type HeadingProps = { operation: Operation; children: ReactNode };

function Heading({ operation: { method, path, summary, described }, children }: HeadingProps) {
  return (
    <header className="min-w-0">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <h1 className="flex flex-wrap items-center gap-2 font-semibold text-xl tracking-tight">
          {summary}
          {described.deprecated && <Badge tone="waiting">Deprecated</Badge>}
        </h1>
        {children}
      </div>
      <div className="mt-2 flex items-center gap-1 rounded-md border bg-surface py-1 pr-1 pl-3">
        <MethodBadge method={method} />
        <code className="min-w-0 flex-1 font-mono text-xs [overflow-wrap:anywhere]">{path}</code>
        <CopyButton text={path} label="path" />
      </div>
      {described.description && <p className="mt-3 max-w-prose text-base">{described.description}</p>}
    </header>
  );
}
