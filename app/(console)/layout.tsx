import type { ReactNode } from 'react';
import { ViewerProvider } from '@/app/_lib/viewer';
import { findViewer, getEntrance } from '@/server/auth/get-viewer';
import { Shell } from './_shell/shell';
import { ToSignIn } from './_shell/to-sign-in';

/** The gate and the shell. Pages inside hold no data of their own: each call for it is authorised where it is answered. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const viewer = await findViewer();
  if (!viewer) return <ToSignIn />;
  const { demo } = await getEntrance();
  return (
    <ViewerProvider viewer={viewer}>
      <Shell demo={demo}>{children}</Shell>
    </ViewerProvider>
  );
}
