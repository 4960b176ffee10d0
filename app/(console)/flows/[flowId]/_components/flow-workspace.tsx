'use client';
import { useState } from 'react';
import { useQueryParam } from '@/app/_lib/use-query-param';
import { useCan } from '@/app/_lib/viewer';
import { cn } from '@/app/_ui/cn';
import { Page } from '@/app/_ui/page-header';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/app/_ui/tabs';
import { type Flow, useDraft } from '../_draft/use-draft';
import { useProblems } from '../_draft/use-problems';
import { TrialPanel } from '../_trial/trial-panel';
import { VersionsPane } from '../_versions/versions-pane';
import { ApiPane } from './api-pane';
import { DraftPane } from './draft-pane';
import { FlowHeader } from './flow-header';

const TABS = ['draft', 'try', 'versions', 'api'] as const;
type Tab = (typeof TABS)[number];

/** The page of a flow once it is loaded. The draft and its trial stay as they are while other tabs are looked at. */
export function FlowWorkspace({ flow }: { flow: Flow }) {
  const mayWrite = useCan('flows:write');
  const draft = useDraft(flow, mayWrite);
  const problems = useProblems(flow.id, draft.text);
  const [param, setParam] = useQueryParam('tab');
  const [trying, setTrying] = useState(true);
  const tab = toTab(param);
  const editing = tab === 'draft' || tab === 'try';
  const jump = (range: { from: number; to: number }) => {
    setParam(null);
    // The editor may have been hidden until now, and what is hidden cannot take the focus.
    requestAnimationFrame(() => draft.editor.current?.reveal(range));
  };
  return (
    <Page width="full">
      <Tabs
        value={tab}
        onValueChange={(next) => setParam(next === 'draft' ? null : next)}
        className="flex min-h-0 flex-1 flex-col lg:h-[calc(100dvh-48px)] lg:flex-none"
      >
        <FlowHeader
          flow={flow}
          draft={draft}
          problems={problems}
          onJump={jump}
          trying={editing && mayWrite ? { on: trying, set: setTrying } : null}
        />
        <TabsList aria-label="Parts of the flow" className="shrink-0 px-4 md:px-6">
          <TabsTrigger value="draft">Draft</TabsTrigger>
          {mayWrite && (
            <TabsTrigger value="try" className="lg:hidden">
              Try it
            </TabsTrigger>
          )}
          <TabsTrigger value="versions">Versions</TabsTrigger>
          <TabsTrigger value="api">API</TabsTrigger>
        </TabsList>
        <div className={cn('flex min-h-0 flex-1', !editing && 'hidden')}>
          <TabsContent
            forceMount
            value="draft"
            tabIndex={-1}
            className={cn('min-h-0 min-w-0 flex-1 outline-none', tab === 'try' && 'max-lg:hidden')}
          >
            <DraftPane draft={draft} problems={problems} readOnly={!mayWrite} onJump={jump} flow={flow} />
          </TabsContent>
          {mayWrite && (
            <TabsContent
              forceMount
              value="try"
              tabIndex={-1}
              className={cn(
                'min-h-0 outline-none max-lg:flex-1 lg:w-96 lg:shrink-0 lg:border-l',
                tab === 'draft' && 'max-lg:hidden',
                !trying && 'lg:hidden',
              )}
            >
              <TrialPanel flowId={flow.id} draft={draft} problems={problems} onJump={jump} />
            </TabsContent>
          )}
        </div>
        <TabsContent value="versions" className="min-h-0 flex-1 overflow-y-auto outline-none">
          <VersionsPane flow={flow} draft={draft} />
        </TabsContent>
        <TabsContent value="api" className="min-h-0 flex-1 overflow-y-auto outline-none">
          <ApiPane flow={flow} />
        </TabsContent>
      </Tabs>
    </Page>
  );
}

function toTab(param: string | null): Tab {
  return TABS.find((tab) => tab === param) ?? 'draft';
}
