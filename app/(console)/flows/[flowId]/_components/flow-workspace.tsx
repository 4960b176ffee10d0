'use client';
import { useQueryState } from 'nuqs';
import { useRef, useState } from 'react';
import { listIds } from '@/app/_features/flow/graph/list-entries';
import type { PlacedProblem } from '@/app/_features/flow/json/locate-problems';
import { useRemembered } from '@/app/_lib/use-remembered';
import { useCan } from '@/app/_lib/viewer';
import { cn } from '@/app/_ui/cn';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/app/_ui/list/tabs';
import { Page } from '@/app/_ui/page/page-header';
import { useMedia } from '@/app/_ui/use-media';
import type { CanvasHandle } from '../_canvas/edit-canvas';
import { type Flow, useDraft } from '../_draft/use-draft';
import { useProblems } from '../_draft/use-problems';
import { toDrawerView } from '../_drawer/drawer-view';
import { toPointer } from '../_edit/set-at';
import { useEntryFromAddress } from '../_edit/use-entry-from-address';
import { useFlowEditor } from '../_edit/use-flow-editor';
import type { Match } from '../_find/find-matches';
import { useTestPanel } from '../_tests/use-test-panel';
import { TrafficPane } from '../_traffic/traffic-pane';
import { useTrail } from '../_trail/use-trail';
import { TryItPanel } from '../_try-it/try-it-panel';
import { useTestSession } from '../_try-it/use-test-session';
import { VersionsPane } from '../_versions/versions-pane';
import { ApiPane } from './api-pane';
import { Builder } from './builder';
import { FlowHeader } from './flow-header';

const TABS = ['draft', 'try', 'versions', 'traffic', 'api'] as const;
type Tab = (typeof TABS)[number];

/** The page of a loaded flow. The draft and its test session keep their state while other tabs are shown. */
export function FlowWorkspace({ flow }: { flow: Flow }) {
  const mayWrite = useCan('flows:write');
  const draft = useDraft(flow, mayWrite);
  const problems = useProblems(flow.id, draft.text);
  const editing = useFlowEditor(draft, mayWrite);
  const testSession = useTestSession(flow.id, draft, editing.languages);
  const trail = useTrail(testSession.session);
  const canvas = useRef<CanvasHandle>(null);
  const [param, setParam] = useQueryState('tab');
  const [view, setView] = useQueryState('view');
  const [trying, setTrying] = useState(false);
  const [inspecting, setInspecting] = useState(false);
  useEntryFromAddress(editing);
  const [isInspectorShown, setInspectorShown] = useRemembered('inspector', true);
  const panel = useTestPanel(flow, draft, editing, view === 'tests');
  const wide = useMedia('(min-width: 1536px)');
  const large = useMedia('(min-width: 1024px)');
  const tab = toTab(param);
  const editingTab = tab === 'draft' || tab === 'try';

  const showNode = (key: string) => {
    setParam(null);
    canvas.current?.reveal(key);
    canvas.current?.focus();
  };
  const showText = (range: { from: number; to: number }) => {
    setParam(null);
    setView('json');
    // The editor mounts in the next frame, and a hidden element cannot take the focus.
    requestAnimationFrame(() => requestAnimationFrame(() => draft.editor.current?.reveal(range)));
  };
  const jump = (problem: PlacedProblem) => {
    const onCanvas = problem.nodeId !== null && !editing.broken && listIds(editing.draft).has(problem.nodeId);
    if (view === 'json' || !onCanvas || problem.nodeId === null) return showText(problem);
    showNode(problem.nodeId);
    showInspector();
    editing.editor.enter(problem.nodeId, problem.path.replace(/^\/nodes\/\d+/, ''));
  };
  const showMatch = ({ key, path, language }: Match) => {
    if (key !== null) showNode(key);
    if (language !== null) editing.languages.show(language);
    showInspector();
    editing.editor.enter(key, toPointer(path));
  };
  const showInspector = () => {
    setInspecting(true);
    setInspectorShown(true);
    if (!wide) setTrying(false);
  };
  const tryFrom = (key: string) => {
    setTrying(true);
    if (!large) setParam('try');
    testSession.startAt(key);
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
          onShowNode={showNode}
          trying={editingTab && mayWrite ? { on: trying, set: setTrying } : null}
          tabs={<SectionTabs mayWrite={mayWrite} />}
        />
        <div className={cn('min-h-0 flex-1', editingTab ? 'flex' : 'hidden')}>
          <TabsContent
            forceMount
            value="draft"
            tabIndex={-1}
            className={cn('min-h-0 min-w-0 flex-1 outline-none', tab === 'try' && 'max-lg:hidden')}
          >
            <Builder
              flow={flow}
              draft={draft}
              editing={editing}
              problems={problems}
              testSession={testSession}
              trail={trail}
              panel={panel}
              mayWrite={mayWrite}
              side={{
                wide: isInspectorShown && (!trying || wide),
                narrow: inspecting,
                show: showInspector,
                hide: () => setInspectorShown(false),
                hideNarrow: () => setInspecting(false),
              }}
              drawer={{ view: toDrawerView(view), set: setView }}
              canvas={canvas}
              onJump={jump}
              onShowNode={showNode}
              onShowMatch={showMatch}
              onTryFrom={mayWrite ? tryFrom : null}
            />
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
              <TryItPanel testSession={testSession} draft={draft} problems={problems} onJump={jump} />
            </TabsContent>
          )}
        </div>
        <TabsContent value="versions" className="min-h-0 flex-1 overflow-y-auto outline-none">
          <VersionsPane flow={flow} draft={draft} />
        </TabsContent>
        <TabsContent value="traffic" className="min-h-0 flex-1 overflow-y-auto outline-none">
          <TrafficPane flow={flow} />
        </TabsContent>
        <TabsContent value="api" className="min-h-0 flex-1 overflow-y-auto outline-none">
          <ApiPane flow={flow} />
        </TabsContent>
      </Tabs>
    </Page>
  );
}

function SectionTabs({ mayWrite }: { mayWrite: boolean }) {
  return (
    <TabsList aria-label="Flow sections" className="h-full min-h-9 border-b-0">
      <TabsTrigger value="draft">Draft</TabsTrigger>
      {mayWrite && (
        <TabsTrigger value="try" className="lg:hidden">
          Try it
        </TabsTrigger>
      )}
      <TabsTrigger value="versions">Versions</TabsTrigger>
      <TabsTrigger value="traffic">Traffic</TabsTrigger>
      <TabsTrigger value="api">API</TabsTrigger>
    </TabsList>
  );
}

function toTab(param: string | null): Tab {
  return TABS.find((tab) => tab === param) ?? 'draft';
}
