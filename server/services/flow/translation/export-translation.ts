import { languageTag } from '@/server/engine/definition/text';
import { exportTranslation as exportTexts } from '@/server/engine/translation/export-translation';
import type { TranslationFile } from '@/server/engine/translation/translation-file';
import { runInSlices } from '@/server/gateways/run-in-slices';
import { requireScope, type ServiceContext } from '../../context';
import { requireValid } from '../../require-valid';
import { getFlowRow } from '../internal';
import { readTranslatable } from './read-translatable';

/** Exports the texts of a draft and their translations into a language; throws invalid_request, not_found, flow_invalid. */
export async function exportTranslation(
  ctx: ServiceContext,
  { flowId, language }: { flowId: string; language: string },
): Promise<TranslationFile> {
  const orgId = requireScope(ctx, 'flows:read');
  requireValid(languageTag, language, ['language']);
  const row = await getFlowRow(ctx, orgId, flowId);
  const { definition } = await readTranslatable(row);
  return { ...(await runInSlices(exportTexts(definition, language))), flow: row.slug };
}
