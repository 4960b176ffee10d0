import type { ReactNode } from 'react';
import { OperationNav } from './_browse/operation-nav';
import { listApis } from './_model/read-documents';

/** The list of operations beside the current one. */
export default function ReferenceLayout({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto grid w-full max-w-400 flex-1 lg:grid-cols-[300px_minmax(0,1fr)]">
      <OperationNav apis={listApis()} />
      <div className="min-w-0 px-4 py-6 md:px-8">{children}</div>
    </div>
  );
}
