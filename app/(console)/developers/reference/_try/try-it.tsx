'use client';
import { Play, Square } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useOrigin } from '@/app/_lib/use-origin';
import { useViewer } from '@/app/_lib/viewer';
import { Button } from '@/app/_ui/button';
import { Card, CardHeader } from '@/app/_ui/page/card';
import { ErrorNote } from '@/app/_ui/state/error-state';
import { CodeBlock } from '@/app/_ui/value/code-block';
import {
  buildRequest,
  type Filled,
  JSON_TYPE,
  listMissing,
  SECRET_VARIABLE,
  toCurl,
} from '../_model/build-request';
import type { Operation } from '../_model/list-operations';
import type { OpenApi } from '../_model/openapi';
import { toExample } from '../_model/to-example';
import { BodyInput } from './body-input';
import { ParameterInputs } from './parameter-inputs';
import { ResponseView } from './response-view';
import { SecretInput } from './secret-input';
import { useSecret } from './use-secret';
import { useTestRequest } from './use-test-request';

type TryItProps = { document: OpenApi; operation: Operation };

/** A form of the operation's request, sent to this server with the reader's key, and the same as a curl command. */
export function TryIt({ document, operation }: TryItProps) {
  const { organization } = useViewer();
  const origin = useOrigin();
  const [secret, setSecret] = useSecret(operation.credential?.name ?? 'none');
  const [complains, setComplains] = useState(false);
  const [given, setGiven] = useState<Omit<Filled, 'secret'>>(() => ({
    parameters: { 'path:orgId': organization.id },
    body: exampleBody(document, operation),
    file: null,
  }));
  const sending = useTestRequest();
  const filled = { ...given, secret };
  const missing = listMissing(operation, filled);
  const request = origin ? buildRequest(origin, operation, filled) : null;
  const change = (part: Partial<typeof given>) => setGiven({ ...given, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setComplains(missing.length > 0);
    if (missing.length === 0 && request) sending.mutate(request);
  };
  return (
    <Card aria-label="Try it" className="2xl:max-h-[calc(100dvh-80px)] 2xl:overflow-y-auto">
      <CardHeader title="Try it" description="Sends a real request to this server." />
      <form noValidate onSubmit={submit} aria-label="Request" className="space-y-4 p-4">
        {operation.credential && (
          <SecretInput scheme={operation.credential.scheme} value={secret} onChange={setSecret} />
        )}
        <ParameterInputs
          parameters={operation.described.parameters ?? []}
          values={given.parameters}
          missing={complains ? missing : []}
          onChange={(parameters) => change({ parameters })}
        />
        <BodyInput
          operation={operation}
          body={given.body}
          onBody={(body) => change({ body })}
          onFile={(file) => change({ file })}
        />
        <div className="flex gap-2">
          <Button type="submit" variant="primary" pending={sending.isPending}>
            <Play aria-hidden /> Send
          </Button>
          {sending.isPending && (
            <Button onClick={sending.stop}>
              <Square aria-hidden /> Stop
            </Button>
          )}
        </div>
      </form>
      <div className="space-y-4 border-t p-4">
        {sending.error && (
          <ErrorNote
            error={{
              title: 'No response.',
              advice: 'The request was stopped, or the server was not reached.',
            }}
          />
        )}
        {sending.data && <ResponseView answer={sending.data} />}
        {origin && (
          <CodeBlock
            label="curl"
            code={toCurl(buildRequest(origin, operation, { ...filled, secret: SECRET_VARIABLE }))}
          />
        )}
      </div>
    </Card>
  );
}

function exampleBody(document: OpenApi, { described }: Operation): string {
  const media = described.requestBody?.content[JSON_TYPE];
  if (!media) return '';
  return JSON.stringify(media.example ?? toExample(document, media.schema ?? {}, 'needed'), null, 2);
}
