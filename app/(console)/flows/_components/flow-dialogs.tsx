'use client';
import type { ComponentType } from 'react';
import { type LazyModule, lazyModule } from '@/app/_lib/lazy-module';
import { LazyDialog } from '@/app/_ui/overlay/lazy-dialog';
import type { FlowRow } from '../_model/flow-list-queries';
import type { FlowTask } from './flow-actions';

type FlowDialog = ComponentType<{ flow: FlowRow; onClose: () => void }>;

const DIALOGS: Record<FlowTask['kind'], LazyModule<FlowDialog>> = {
  tags: lazyModule(() => import('./tags-dialog').then((module) => module.TagsDialog)),
  duplicate: lazyModule(() => import('./duplicate-dialog').then((module) => module.DuplicateDialog)),
  archive: lazyModule(() => import('./archive-dialog').then((module) => module.ArchiveDialog)),
  restore: lazyModule(() => import('./restore-flow-dialog').then((module) => module.RestoreFlowDialog)),
};

/** The dialog of a task; nothing without one. */
export function FlowDialogs({ task, onClose }: { task: FlowTask | null; onClose: () => void }) {
  if (!task) return null;
  return <LazyDialog key={task.kind} from={DIALOGS[task.kind]} isWanted flow={task.flow} onClose={onClose} />;
}
