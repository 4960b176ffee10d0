'use client';
import { Panel } from '@xyflow/react';
import { PanelRight, X } from 'lucide-react';
import { type Ref, useMemo } from 'react';
import { CanvasProvider } from '@/app/_features/flow/canvas/canvas-provider';
import { toGraph } from '@/app/_features/flow/graph/to-graph';
import type { PlacedProblem } from '@/app/_features/flow/json/locate-problems';
import { Button } from '@/app/_ui/button';
import { cn } from '@/app/_ui/cn';
import { useMedia } from '@/app/_ui/use-media';
import { type CanvasHandle, EditCanvas } from '../_canvas/edit-canvas';
import { Palette } from '../_canvas/palette';
import { useBuilderKeys } from '../_canvas/use-builder-keys';
import { useLooks } from '../_canvas/use-looks';
import type { DraftControl, Flow } from '../_draft/use-draft';
import type { Problems } from '../_draft/use-problems';
import { Drawer } from '../_drawer/drawer';
import type { DrawerView } from '../_drawer/drawer-view';
import { addNodeAfter } from '../_edit/add-node';
import type { Editing } from '../_edit/use-flow-editor';
import type { Match } from '../_find/find-matches';
import { Inspector } from '../_inspector/inspector';
import type { TestPanel } from '../_tests/use-test-panel';
import type { Trail } from '../_trail/trail';
import type { TestSession } from '../_try-it/use-test-session';
import { SaveError } from './save-error';

type InspectorSide = {
  /** Whether it is shown beside the canvas, where there is room for it. */
  wide: boolean;
  /** Whether it covers the canvas of a narrow page. */
  narrow: boolean;
  show: () => void;
  hide: () => void;
  hideNarrow: () => void;
};

type BuilderProps = {
  flow: Flow;
  draft: DraftControl;
  editing: Editing;
  problems: Problems;
  testSession: TestSession;
  trail: Trail;
  panel: TestPanel;
  mayWrite: boolean;
  side: InspectorSide;
  drawer: { view: DrawerView | null; set: (view: DrawerView | null) => void };
  canvas: Ref<CanvasHandle>;
  onJump: (problem: PlacedProblem) => void;
  onShowNode: (key: string) => void;
  onShowMatch: (match: Match) => void;
  onTryFrom: ((key: string) => void) | null;
};

/** The draft: palette, canvas, inspector and drawer. On a phone the canvas is read-only, and the draft is edited as JSON. */
export function Builder(props: BuilderProps) {
  const { flow, draft, problems, testSession, panel, mayWrite, side, drawer, canvas, onJump, onShowNode } =
    props;
  const trail = panel.trail ?? props.trail;
  const roomy = useMedia('(min-width: 640px)');
  const editing = roomy ? props.editing : { ...props.editing, readOnly: true };
  const { editor, selection, readOnly, broken } = editing;
  const graph = useMemo(
    () => toGraph(editing.draft, editing.languages.shown),
    [editing.draft, editing.languages.shown],
  );
  const shown = useMemo(() => withoutFresh(problems, editing.fresh), [problems, editing.fresh]);
  const { looks, edgeLook } = useLooks({
    ...{ start: graph.start, problems: shown.list, trail },
    fault: panel.fault,
  });
  const onKeyDown = useBuilderKeys(editing, () => openFind(drawer.set));
  const sample = testSession.session?.variables ?? null;
  return (
    <section
      aria-label="Draft"
      onKeyDown={onKeyDown}
      className="flex h-full flex-col bg-surface max-lg:h-[max(480px,calc(100dvh-129px))]"
    >
      {mayWrite && <SaveError flowId={flow.id} draft={draft} />}
      <div className="relative flex min-h-0 flex-1">
        {mayWrite && (
          <Palette
            disabled={readOnly}
            onAdd={(kind) => {
              editor.insertAndEnter((now) => addNodeAfter(now, kind, [...selection].at(-1) ?? null));
              if (!side.wide) side.show();
            }}
          />
        )}
        <div className="flex min-w-0 flex-1 flex-col">
          {broken && (
            <p role="status" className="border-b bg-waiting-soft px-4 py-2 text-sm text-waiting">
              The JSON is invalid; the canvas shows the last valid draft.{' '}
              <Button variant="link" onClick={() => drawer.set('json')}>
                Fix it
              </Button>
            </p>
          )}
          <div className="min-h-0 flex-1">
            <CanvasProvider graph={graph}>
              <EditCanvas
                ref={canvas}
                label={`Canvas of ${flow.name}`}
                editing={editing}
                graph={graph}
                looks={looks}
                edgeLook={edgeLook}
                onOpen={side.show}
                follow={trail.current}
                minimap={drawer.view === null}
              >
                <InspectorToggle side={side} />
              </EditCanvas>
            </CanvasProvider>
          </div>
          <Drawer
            flow={flow}
            draft={draft}
            editing={editing}
            problems={problems}
            sample={sample}
            panel={panel}
            mayWrite={mayWrite}
            view={drawer.view}
            onView={drawer.set}
            onJump={onJump}
            onShowNode={onShowNode}
            onShowMatch={props.onShowMatch}
          />
        </div>
        <aside
          aria-label="Inspector"
          className={cn(
            'w-88 shrink-0 overflow-y-auto border-l bg-surface max-lg:absolute max-lg:inset-y-0 max-lg:right-0 max-lg:z-20 max-lg:w-[min(352px,100%)]',
            !side.wide && 'lg:hidden',
            !side.narrow && 'max-lg:hidden',
          )}
        >
          <Button variant="ghost" size="sm" onClick={side.hideNarrow} className="m-2 lg:hidden">
            <X aria-hidden /> Back to canvas
          </Button>
          <Inspector editing={editing} problems={shown} sample={sample} onTryFrom={props.onTryFrom} />
        </aside>
      </div>
    </section>
  );
}

function InspectorToggle({ side }: { side: InspectorSide }) {
  const name = side.wide ? 'Hide the inspector' : 'Show the inspector';
  return (
    <Panel position="top-right" className="!m-2 max-lg:hidden">
      <Button
        size="icon-sm"
        aria-label={name}
        title={name}
        aria-expanded={side.wide}
        onClick={side.wide ? side.hide : side.show}
      >
        <PanelRight aria-hidden />
      </Button>
    </Panel>
  );
}

// The field of an open search takes the focus again; a new one takes it by itself.
function openFind(setView: (view: DrawerView) => void): void {
  setView('find');
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-find]')?.focus());
}

/** Leaves out the problems of nodes that their author has just added (editor/fresh-node); the drawer and publishing know them. */
function withoutFresh(problems: Problems, fresh: ReadonlySet<string>): Problems {
  if (fresh.size === 0) return problems;
  return { ...problems, list: problems.list.filter(({ nodeId }) => nodeId === null || !fresh.has(nodeId)) };
}
