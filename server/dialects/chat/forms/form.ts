import type { ServiceContext } from '@/server/services/context';
import { findForm } from '@/server/services/trigger/find-form';
import { renderForm } from '@/server/services/trigger/submit-form';
import { domainError } from '@/server/shared/errors';
import { type Field, toFieldBody } from './fields';

const SUBMIT_LABEL = 'Send';

export type FormPage = { id: string; code: string; title: string; submitLabel: string; fields: Field[] };

/** A published form by its code or by the id of its flow; throws not_found. */
export async function getForm(ctx: ServiceContext, codeOrId: string): Promise<FormPage> {
  const form = await findForm(ctx, codeOrId);
  if (!form) throw domainError('not_found', { thing: 'form', id: codeOrId });
  const { flowId, trigger } = form;
  const { title, submitLabel, fields } = await renderForm(ctx, form);
  return { id: flowId, code: trigger.code, title, submitLabel: submitLabel ?? SUBMIT_LABEL, fields };
}

/** A form as the API sends it. */
export function toFormBody({ id, code, title, submitLabel, fields }: FormPage) {
  return { id, code, title, fields: fields.map(toFieldBody), submit_label: submitLabel };
}
