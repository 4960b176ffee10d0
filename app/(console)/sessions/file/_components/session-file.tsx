'use client';
import dynamic from 'next/dynamic';
import { useOwnEngine } from '@/app/_features/flow/engine/engine-provider';
import { Page, PageHeader } from '@/app/_ui/page/page-header';
import { Skeleton } from '@/app/_ui/state/skeleton';
import { Crumb } from '@/app/(console)/_shell/top-bar/crumb';
import { useOpenedFile } from '../_data/use-opened-file';
import { FileChooser } from './file-chooser';

const FileInspector = dynamic(() => import('./file-inspector').then((module) => module.FileInspector), {
  loading: () => <Skeleton className="m-6 h-96" />,
});

/** The page that opens the file of a session. */
export function SessionFile() {
  const engine = useOwnEngine(true);
  const control = useOpenedFile(engine);
  const { opened, close } = control;
  if (opened && engine)
    return <FileInspector key={opened.session.id} engine={engine} opened={opened} onClose={close} />;
  return (
    <Page width="narrow">
      <Crumb label="Session file" />
      <PageHeader
        title="Open a session file"
        description="A session of any instance as one file: run again, compared with what was recorded, and shown turn by turn."
      />
      <FileChooser control={control} isReady={engine !== null} />
    </Page>
  );
}
