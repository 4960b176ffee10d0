'use client';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { FileUp, Plus } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { useState } from 'react';
import { lazyModule } from '@/app/_lib/lazy-module';
import { paths } from '@/app/_lib/paths';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { DataTable } from '@/app/_ui/list/data-table';
import { LazyDialog } from '@/app/_ui/overlay/lazy-dialog';
import { Card, CardFooter } from '@/app/_ui/page/card';
import { Page, PageHeader } from '@/app/_ui/page/page-header';
import { FLOW_LIST_PARAMS, type FlowRow, listActivity, listFlows } from '../_model/flow-list-queries';
import { FlowActions, type FlowTask } from './flow-actions';
import { toFlowColumns } from './flow-columns';
import { FlowDialogs } from './flow-dialogs';
import { FlowFilterBar } from './flow-filter-bar';
import { NoFlows, NoMatchingFlows } from './no-flows';

const IMPORT_FLOW_DIALOG = lazyModule(() =>
  import('./import-flow-dialog').then((module) => module.ImportFlowDialog),
);
const NEW_FLOW_DIALOG = lazyModule(() => import('./new-flow-dialog').then((module) => module.NewFlowDialog));

/** The flows of the organization, most recently changed first. */
export function FlowList() {
  const trpc = useTRPC();
  const mayWrite = useCan('flows:write');
  const [params, set] = useQueryStates(FLOW_LIST_PARAMS);
  const { search, tag, archived, new: opened } = params;
  const [task, setTask] = useState<FlowTask | null>(null);
  const setOpened = (name: string | null) => void set({ new: name });
  const flows = useInfiniteQuery(listFlows(trpc, params));
  const rows = flows.data?.pages.flatMap((page) => page.items);
  const flowIds = rows?.map(({ id }) => id);
  const activity = useQuery(listActivity(trpc, flowIds));
  const columns = toFlowColumns(archived, (id) => activity.data?.find(({ flowId }) => flowId === id));
  const close = () => setOpened(null);
  return (
    <Page>
      <PageHeader
        title="Flows"
        description="Conversation flows. New sessions run the published version."
        actions={mayWrite && <Actions onOpen={setOpened} />}
      />
      <FlowFilterBar filters={params} onChange={(part) => void set(part)} />
      <Card>
        <DataTable
          label="Flows"
          columns={columns}
          rows={rows}
          rowKey={(flow) => flow.id}
          // The page of a flow edits it, which an archived one does not allow.
          {...(!archived && { rowHref: (flow: FlowRow) => paths.flow(flow.id) })}
          {...(mayWrite && { actions: (flow: FlowRow) => <FlowActions flow={flow} onTask={setTask} /> })}
          error={toShownError(flows.error)}
          onRetry={flows.refetch}
          empty={
            search || tag !== null || archived ? (
              <NoMatchingFlows
                filters={params}
                onClear={() => void set({ search: null, tag: null, archived: null })}
              />
            ) : (
              <NoFlows mayWrite={mayWrite} onOpen={setOpened} />
            )
          }
        />
        {flows.hasNextPage && (
          <CardFooter className="justify-center">
            <Button pending={flows.isFetchingNextPage} onClick={() => void flows.fetchNextPage()}>
              Load more
            </Button>
          </CardFooter>
        )}
      </Card>
      <FlowDialogs task={task} onClose={() => setTask(null)} />
      {mayWrite && opened === 'blank' && <LazyDialog from={NEW_FLOW_DIALOG} isWanted onClose={close} />}
      {mayWrite && opened === 'import' && <LazyDialog from={IMPORT_FLOW_DIALOG} isWanted onClose={close} />}
    </Page>
  );
}

function Actions({ onOpen }: { onOpen: (dialog: 'blank' | 'import') => void }) {
  return (
    <>
      <Button onClick={() => onOpen('import')}>
        <FileUp aria-hidden /> Import
      </Button>
      <Button variant="primary" onClick={() => onOpen('blank')}>
        <Plus aria-hidden /> New flow
      </Button>
    </>
  );
}
