'use client';
import { ChevronDown, Maximize2, Minimize2, WandSparkles } from 'lucide-react';
import { useState } from 'react';
import { JsonEditor } from '@/app/_features/flow/editor/json-editor';
import { formatJson } from '@/app/_features/flow/json/format-json';
import type { PlacedProblem } from '@/app/_features/flow/json/locate-problems';
import { parseDraft } from '@/app/_features/flow/json/parse-draft';
import { Button } from '@/app/_ui/button';
import { cn } from '@/app/_ui/cn';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/app/_ui/list/tabs';
import { ProblemList } from '../_components/problem-list';
import type { DraftControl, Flow } from '../_draft/use-draft';
import type { Problems } from '../_draft/use-problems';
import type { Editing } from '../_edit/use-flow-editor';
import type { Match } from '../_find/find-matches';
import { FindView } from '../_find/find-view';
import { useFind } from '../_find/use-find';
import type { Sample } from '../_inspector/use-form-facts';
import { summarizeProblems } from '../_model/summarize-problems';
import { TestsTab, TestsView } from '../_tests/tests-view';
import type { TestPanel } from '../_tests/use-test-panel';
import type { DrawerView } from './drawer-view';
import { VariableTable } from './variable-table';

type DrawerProps = {
  flow: Flow;
  draft: DraftControl;
  editing: Editing;
  problems: Problems;
  sample: Sample;
  panel: TestPanel;
  mayWrite: boolean;
  view: DrawerView | null;
  onView: (view: DrawerView | null) => void;
  onJump: (problem: PlacedProblem) => void;
  onShowNode: (key: string) => void;
  onShowMatch: (match: Match) => void;
};

const HEIGHT = { closed: '', open: 'h-[min(46%,360px)]', tall: 'h-full' };

/** The drawer below the canvas: problems, variables, tests, the search over all texts, and the draft as JSON. */
export function Drawer(props: DrawerProps) {
  const { flow, draft, editing, problems, sample, panel, mayWrite, view, onView, onJump, onShowNode } = props;
  const find = useFind(editing, view === 'find');
  const [tall, setTall] = useState(false);
  const format = () => {
    const parsed = parseDraft(draft.text);
    if (parsed.ok) draft.editor.current?.replaceText(formatJson(parsed.draft));
  };
  return (
    <Tabs
      value={view ?? ''}
      onValueChange={(next) => onView(next as DrawerView)}
      activationMode="manual"
      className={cn(
        'flex shrink-0 flex-col border-t bg-surface',
        HEIGHT[view ? (tall ? 'tall' : 'open') : 'closed'],
      )}
    >
      <div className="flex h-10 shrink-0 items-center gap-3 border-b pr-2 pl-4 max-sm:gap-1">
        <TabsList
          aria-label="Drawer"
          className="min-w-0 overflow-x-auto border-b-0 max-sm:gap-3 sm:shrink-0 sm:overflow-visible"
        >
          <TabsTrigger value="problems">
            Problems{' '}
            {problems.list.length > 0 && <span className="tabular text-xs">{problems.list.length}</span>}
          </TabsTrigger>
          <TabsTrigger value="variables">Variables</TabsTrigger>
          <TabsTrigger value="tests">
            <TestsTab panel={panel} />
          </TabsTrigger>
          <TabsTrigger value="find">Find</TabsTrigger>
          <TabsTrigger value="json">JSON</TabsTrigger>
        </TabsList>
        <p role="status" className="min-w-0 flex-1 truncate text-right text-ink-2 text-xs">
          {summarizeProblems(problems)}
        </p>
        {view === 'json' && mayWrite && (
          <Button variant="ghost" size="sm" disabled={problems.state === 'broken'} onClick={format}>
            <WandSparkles aria-hidden /> <span className="max-sm:sr-only">Format</span>
          </Button>
        )}
        {view && (
          <>
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={tall ? 'Shrink drawer' : 'Expand drawer'}
              onClick={() => setTall(!tall)}
            >
              {tall ? <Minimize2 aria-hidden /> : <Maximize2 aria-hidden />}
            </Button>
            <Button variant="ghost" size="icon-sm" aria-label="Close drawer" onClick={() => onView(null)}>
              <ChevronDown aria-hidden />
            </Button>
          </>
        )}
      </div>
      <TabsContent
        value="problems"
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto focus-visible:outline-offset-[-2px]"
      >
        <ProblemList problems={problems} onJump={onJump} />
      </TabsContent>
      <TabsContent
        value="variables"
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto focus-visible:outline-offset-[-2px]"
      >
        <VariableTable
          draft={editing.draft}
          assigns={problems.assigns}
          sample={sample}
          onShowNode={onShowNode}
        />
      </TabsContent>
      <TabsContent value="tests" tabIndex={-1} className="min-h-0 flex-1 outline-none">
        <TestsView flowId={flow.id} draft={editing.draft} panel={panel} readOnly={!mayWrite} />
      </TabsContent>
      <TabsContent value="find" tabIndex={-1} className="min-h-0 flex-1 outline-none">
        <FindView
          find={find}
          draft={editing.draft}
          readOnly={editing.readOnly}
          onShow={props.onShowMatch}
          onClose={() => onView(null)}
        />
      </TabsContent>
      <TabsContent value="json" tabIndex={-1} className="min-h-0 flex-1 outline-none">
        <JsonEditor
          ref={draft.editor}
          label={`Draft of ${flow.name}, JSON`}
          initialText={draft.text}
          readOnly={!mayWrite}
          marks={problems.list}
          onChange={draft.saver.edit}
          onSave={() => void draft.saver.flush()}
          className="h-full"
        />
      </TabsContent>
    </Tabs>
  );
}
