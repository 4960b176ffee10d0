import { FileJson } from 'lucide-react';
import Link from 'next/link';
import { paths } from '@/app/_lib/paths';
import { Button } from '@/app/_ui/button';
import { Card } from '@/app/_ui/page/card';
import { PageHeader } from '@/app/_ui/page/page-header';
import { Crumb } from '@/app/(console)/_shell/top-bar/crumb';
import { type ApiFacts, documentPath, findApi } from '../_model/apis';
import { readDocument } from '../_model/read-documents';
import { CredentialNote } from './credential-note';
import { MethodBadge } from './method-badge';
import { NoSuchOperation } from './no-such-operation';

/** One API: its purpose, its credential and its operations. */
export function ApiPage({ slug }: { slug: string }) {
  const api = findApi(slug);
  return api ? <FoundApi api={api} /> : <NoSuchOperation what="API" />;
}

function FoundApi({ api }: { api: ApiFacts }) {
  const { document, operations } = readDocument(api);
  const schemes = Object.entries(document.components?.securitySchemes ?? {});
  return (
    <>
      <Crumb label={api.label} />
      <PageHeader
        title={
          <>
            {api.label}{' '}
            <code className="font-mono font-normal text-ink-2 text-sm tracking-normal">{api.slug}</code>
          </>
        }
        description={document.info.description}
        actions={
          <Button asChild>
            <a href={documentPath(api)}>
              <FileJson aria-hidden /> OpenAPI document
            </a>
          </Button>
        }
      />
      {schemes.length > 0 && (
        <section aria-labelledby="credentials" className="mb-6 space-y-2">
          <h2 id="credentials" className="font-semibold text-base">
            Authentication
          </h2>
          {schemes.map(([name, scheme]) => (
            <CredentialNote key={name} scheme={scheme} />
          ))}
        </section>
      )}
      <Card aria-label="Operations">
        <ul className="divide-y">
          {operations.map(({ slug, method, path, summary }) => (
            <li key={slug}>
              <Link
                href={paths.reference(api.slug, slug)}
                className="flex min-h-12 flex-wrap items-baseline gap-x-3 gap-y-0.5 px-4 py-3 transition-colors hover:bg-subtle focus-visible:outline-offset-[-2px]"
              >
                <MethodBadge method={method} />
                <span className="font-medium text-sm">{summary}</span>
                <span className="ml-auto min-w-0 font-mono text-ink-2 text-xs [overflow-wrap:anywhere]">
                  {path.slice(api.prefix.length)}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}
