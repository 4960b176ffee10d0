'use client';
import Link from 'next/link';
import { paths } from '@/app/_lib/paths';
import { Card } from '@/app/_ui/page/card';
import { PageHeader } from '@/app/_ui/page/page-header';
import { Skeleton } from '@/app/_ui/state/skeleton';
import { APIS } from '../_model/apis';
import { useDocuments } from './use-document';

/** The APIs of this server and their purposes. */
export function ApiList() {
  const documents = useDocuments();
  return (
    <>
      <PageHeader
        title="API reference"
        description="The APIs of this server, from their OpenAPI documents. You can try every operation with your own key."
      />
      <ul aria-label="APIs" className="grid gap-4 md:grid-cols-2">
        {APIS.map(({ slug, label, prefix }, index) => {
          const data = documents[index]?.data;
          return (
            <li key={slug}>
              <Card className="relative h-full p-4 transition-colors hover:bg-subtle has-focus-visible:bg-subtle">
                <h2 className="font-semibold text-base">
                  <Link href={paths.reference(slug)} className="rounded-sm after:absolute after:inset-0">
                    {label}
                  </Link>
                </h2>
                <p className="mt-1 text-ink-2 text-sm">
                  {data ? data.document.info.description : <Skeleton className="w-56" />}
                </p>
                <p className="mt-3 flex items-center justify-between gap-3 text-ink-2 text-xs">
                  <span className="font-mono">
                    {slug} · {prefix}
                  </span>
                  <span className="tabular">{data && `${String(data.operations.length)} operations`}</span>
                </p>
              </Card>
            </li>
          );
        })}
      </ul>
    </>
  );
}
