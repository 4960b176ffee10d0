import Link from 'next/link';
import { paths } from '@/app/_lib/paths';
import { Card } from '@/app/_ui/page/card';
import { PageHeader } from '@/app/_ui/page/page-header';
import { APIS } from '../_model/apis';
import { readDocument } from '../_model/read-documents';

/** The APIs of this server and their purposes. */
export function ApiList() {
  return (
    <>
      <PageHeader
        title="API reference"
        description="The APIs of this server, from their OpenAPI documents. You can try every operation with your own key."
      />
      <ul aria-label="APIs" className="grid gap-4 md:grid-cols-2">
        {APIS.map((api) => {
          const { slug, label, prefix } = api;
          const { document, operations } = readDocument(api);
          return (
            <li key={slug}>
              <Card className="relative h-full p-4 transition-colors hover:bg-subtle has-focus-visible:bg-subtle">
                <h2 className="font-semibold text-base">
                  <Link href={paths.reference(slug)} className="rounded-sm after:absolute after:inset-0">
                    {label}
                  </Link>
                </h2>
                <p className="mt-1 text-ink-2 text-sm">{document.info.description}</p>
                <p className="mt-3 flex items-center justify-between gap-3 text-ink-2 text-xs">
                  <span className="font-mono">
                    {slug} · {prefix}
                  </span>
                  <span className="tabular">{`${String(operations.length)} operations`}</span>
                </p>
              </Card>
            </li>
          );
        })}
      </ul>
    </>
  );
}
