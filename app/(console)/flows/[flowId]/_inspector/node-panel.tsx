'use client';
import { Copy, Flag, MessageSquareText, Trash2 } from 'lucide-react';
import { iconOf, TINTS } from '@/app/_features/flow/canvas/kind-icons';
import type { Entry } from '@/app/_features/flow/graph/list-entries';
import { isKnownKind } from '@/app/_features/flow/graph/node-exits';
import { KINDS } from '@/app/_features/flow/graph/node-kinds';
import { textIn } from '@/app/_features/flow/graph/read-fields';
import type { PlacedProblem } from '@/app/_features/flow/json/locate-problems';
import { Button } from '@/app/_ui/button';
import { cn } from '@/app/_ui/cn';
import { BreakpointButton } from '../_debug/breakpoint-button';
import type { Problems } from '../_draft/use-problems';
import { duplicateNodes } from '../_edit/copy-nodes';
import { setFlowField, setNodeField } from '../_edit/edit-node';
import { removeNodes } from '../_edit/remove-nodes';
import type { Editing } from '../_edit/use-flow-editor';
import { TestNodeButton } from '../_node-test/test-node-button';
import { FieldList } from './_inputs/field-list';
import { FormProvider } from './_inputs/form-context';
import { useEntry } from './_inputs/use-entry';
import { NODE_FIELDS } from './_specs/node-fields';
import { ExitList } from './exit-list';
import { NodeNames } from './node-names';
import { PanelHead } from './panel-head';
import { type Sample, useFormFacts } from './use-form-facts';

type NodePanelProps = {
  editing: Editing;
  entry: Entry;
  problems: Problems;
  sample: Sample;
  onTryFrom: ((key: string) => void) | null;
};

/** The kinds whose call can be tested alone. */
const CALLING_KINDS: ReadonlySet<string> = new Set(['http', 'ai']);

/** The editor of one node. */
export function NodePanel({
  editing,
  entry: { key, index, node },
  problems,
  sample,
  onTryFrom,
}: NodePanelProps) {
  const { editor, draft, readOnly } = editing;
  const form = useEntry(editing.entered?.key === key ? editing.entered : null);
  const kind = textIn(node, 'kind');
  const own = problems.list.filter(({ nodeId }) => nodeId === key);
  const facts = useFormFacts({
    draft,
    problems,
    sample,
    readOnly,
    languages: editing.languages,
    base: `/nodes/${String(index)}`,
    calledFlow: kind === 'subflow' ? textIn(node, 'flow') : '',
    set: (path, value, removed) =>
      editor.change((now) => setNodeField(now, key, path, value, removed), `${key}/${path.join('/')}`),
  });
  return (
    <FormProvider facts={facts}>
      <NodeHead editing={editing} nodeKey={key} kind={kind} onTryFrom={onTryFrom} />
      <div ref={form} className="space-y-4 px-4 py-4">
        <OwnProblems problems={own} />
        {isKnownKind(kind) ? (
          <FieldList key={kind} fields={NODE_FIELDS[kind]} path={[]} value={node} />
        ) : (
          <p className="text-ink-2 text-sm">Unknown node kind. Edit it as JSON below.</p>
        )}
        {CALLING_KINDS.has(kind) && !readOnly && <TestNodeButton draft={draft} nodeId={textIn(node, 'id')} />}
        <ExitList editing={editing} nodeKey={key} node={node} />
        <NodeNames editing={editing} nodeKey={key} node={node} />
      </div>
    </FormProvider>
  );
}

type NodeHeadProps = Pick<NodePanelProps, 'editing' | 'onTryFrom'> & { nodeKey: string; kind: string };

function NodeHead({ editing: { editor, draft, readOnly }, nodeKey, kind, onTryFrom }: NodeHeadProps) {
  const known = isKnownKind(kind) ? KINDS[kind] : null;
  const Icon = iconOf(kind);
  const only = new Set([nodeKey]);
  return (
    <PanelHead
      icon={
        <span
          className={cn('flex size-6 items-center justify-center rounded-md', known && TINTS[known.purpose])}
        >
          <Icon aria-hidden className="size-3.5" />
        </span>
      }
      title={known?.name ?? `Unknown kind ${kind}`}
      hint={known?.does}
    >
      {onTryFrom && (
        <Button
          size="icon-sm"
          variant="ghost"
          aria-label="Try from here"
          title="Try from here"
          onClick={() => onTryFrom(nodeKey)}
        >
          <MessageSquareText aria-hidden />
        </Button>
      )}
      <BreakpointButton nodeId={nodeKey} name={known?.name ?? nodeKey} />
      {!readOnly && (
        <>
          <Button
            size="icon-sm"
            variant="ghost"
            aria-label="Set as start"
            title="Set as start"
            disabled={draft.start === nodeKey}
            onClick={() => editor.change((now) => setFlowField(now, ['start'], nodeKey))}
          >
            <Flag aria-hidden />
          </Button>
          <Button
            size="icon-sm"
            variant="ghost"
            aria-label="Duplicate"
            title="Duplicate"
            onClick={() => editor.insert((now) => duplicateNodes(now, only))}
          >
            <Copy aria-hidden />
          </Button>
          <Button
            size="icon-sm"
            variant="ghost"
            aria-label="Delete"
            title="Delete"
            onClick={() => editor.change((now) => removeNodes(now, only))}
          >
            <Trash2 aria-hidden />
          </Button>
        </>
      )}
    </PanelHead>
  );
}

function OwnProblems({ problems }: { problems: readonly PlacedProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <ul aria-label="Problems of this node" className="space-y-1 rounded-lg bg-subtle px-3 py-2 text-xs">
      {problems.map(({ path, message, severity }) => (
        <li key={`${path} ${message}`} className={severity === 'error' ? 'text-failed' : 'text-waiting'}>
          <span className="sr-only">{severity === 'error' ? 'Error: ' : 'Warning: '}</span>
          {message}
        </li>
      ))}
    </ul>
  );
}
