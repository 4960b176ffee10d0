import { findMainLanguage } from '@/server/engine/translation/export-translation';
import { importTranslation as importTexts } from '@/server/engine/translation/import-translation';
import { type TranslationReport, translationFile } from '@/server/engine/translation/translation-file';
import { runInSlices } from '@/server/gateways/run-in-slices';
import { domainError, type FieldIssue } from '@/server/shared/errors';
import { requireScope, type ServiceContext } from '../../context';
import { requireValid } from '../../require-valid';
import { saveDraftWithChange } from '../draft/save-draft';
import { getFlowRow, toFlowView } from '../internal';
import type { FlowView } from '../view';
import { readTranslatable } from './read-translatable';

export type ImportTranslation = {
  flowId: string;
  file: unknown;
  /** Whether to apply translations whose source text has changed since the export. */
  applyStale: boolean;
  ifRev?: number | undefined;
};

export type ImportedTranslation = { flow: FlowView; report: Omit<TranslationReport, 'problems'> };

/**
 * Applies a file of translations to the draft, all of them or, if one is invalid, none. Throws invalid_request naming each invalid
 * one, flow_invalid, not_found, draft_conflict, limit_exceeded.
 */
export async function importTranslation(
  ctx: ServiceContext,
  { flowId, applyStale, ifRev, ...input }: ImportTranslation,
): Promise<ImportedTranslation> {
  const orgId = requireScope(ctx, 'flows:write');
  const file = requireValid(translationFile, input.file, ['file']);
  const row = await getFlowRow(ctx, orgId, flowId);
  if (ifRev !== undefined && ifRev !== row.draftRev)
    throw domainError('draft_conflict', { currentRev: row.draftRev });
  const translatable = await readTranslatable(row);
  requireLanguages(file, findMainLanguage(translatable.definition));
  const { draft, report } = await runInSlices(importTexts(translatable, file, { applyStale }));
  const { problems, ...applied } = report;
  if (problems.length > 0) throw domainError('invalid_request', { issues: problems.map(toIssue) });
  if (draft === null) return { flow: toFlowView(row), report: applied };
  const after = { language: file.targetLanguage, texts: report.applied };
  // The draft was read before, so one that was saved meanwhile is a conflict.
  const given = { flowId: row.id, draft, ifRev: row.draftRev };
  const flow = await saveDraftWithChange(ctx, given, (_, { id, name }) => ({
    action: 'flow.translated',
    thingId: id,
    name,
    before: null,
    after,
  }));
  return { flow, report: applied };
}

type Languages = { sourceLanguage: string; targetLanguage: string };

function requireLanguages({ sourceLanguage, targetLanguage }: Languages, main: string): void {
  const issues: FieldIssue[] = [];
  if (sourceLanguage.toLowerCase() !== main.toLowerCase()) {
    const message = `must be "${main}", the language of the flow`;
    issues.push({ path: ['file', 'sourceLanguage'], message });
  }
  if (targetLanguage.toLowerCase() === main.toLowerCase())
    issues.push({
      path: ['file', 'targetLanguage'],
      message: 'must be another language than that of the flow',
    });
  if (issues.length > 0) throw domainError('invalid_request', { issues });
}

function toIssue({ key, message }: { key: string; message: string }): FieldIssue {
  return { path: ['file', 'texts', key, 'target'], message };
}
