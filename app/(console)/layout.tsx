import type { ReactNode } from 'react';
import { Confirmation } from '@/app/_features/sign-in/confirmation';
import { ViewerProvider } from '@/app/_lib/viewer';
import { Prefetched } from '@/app/_trpc/prefetched';
import { findViewer, getSignInOptions } from '@/server/auth/get-viewer';
import { LazyPersonNotice } from './_shell/gate/lazy-person-notice';
import { LeaveDialog } from './_shell/gate/leave-dialog';
import { ToSignIn } from './_shell/gate/to-sign-in';
import { ToTwoStep } from './_shell/gate/to-two-step';
import { Shell } from './_shell/shell';
import { Sidebar } from './_shell/sidebar/sidebar';

/** The gate and the shell. The layout loads no data for its pages: every call is authorized where it is answered. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const viewer = await findViewer();
  if (!viewer) return <ToSignIn />;
  if (viewer.lacksFactor) return <ToTwoStep />;
  const { demo, oidcName } = await getSignInOptions();
  return (
    <ViewerProvider viewer={viewer}>
      <Prefetched reads={(trpc) => [trpc.inbox.counts.queryOptions()]}>
        <Shell
          demo={demo}
          sidebar={<Sidebar viewer={viewer} />}
          notice={viewer.notice !== null && <LazyPersonNotice />}
        >
          {children}
        </Shell>
      </Prefetched>
      <Confirmation oidcName={oidcName} />
      <LeaveDialog />
    </ViewerProvider>
  );
}
