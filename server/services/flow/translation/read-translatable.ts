import type { FlowRowWithDraft } from '@/server/db/flow/store';
import type { TranslatedDraft } from '@/server/engine/translation/import-translation';
import { parseShape } from '@/server/engine/validate/parse-shape';
import { runInSlices } from '@/server/gateways/run-in-slices';
import { domainError } from '@/server/shared/errors';
import { toObject } from '../internal';

/** Parses the draft of a flow; throws flow_invalid with the problems of its shape, because its texts are then unknown. */
export async function readTranslatable({ draft }: FlowRowWithDraft): Promise<TranslatedDraft> {
  const shape = await runInSlices(parseShape(draft));
  if (!shape.ok) throw domainError('flow_invalid', { problems: shape.problems });
  return { draft: toObject(draft), definition: shape.definition };
}
