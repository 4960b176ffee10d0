import { updateUploadThreads } from '@/server/db/upload/store';
import { checkFormValues, renderFormFields } from '@/server/engine/answers/form/check-form';
import type { JsonObject } from '@/server/engine/json';
import { domainError } from '@/server/shared/errors';
import type { ServiceContext } from '../context';
import { requireChannelAccess } from '../thread/access';
import { sendToThread } from '../thread/send/send-to-thread';
import type { ThreadReply } from '../thread/view';
import { toFieldIssue } from '../thread/wait/require-valid-answer';
import { findForm } from './find-form';
import { findSpeech, showForm } from './show-texts';
import type { TriggerView } from './view';

export type SubmitForm = {
  channelId: string;
  /** The form's code or its flow's id. */
  codeOrId: string;
  values: JsonObject;
  /** The text of the values in the transcript. */
  text: string;
  /** The uploaded files among the values. */
  fileIds: string[];
  /** The caller's id of the submission; a repeated one starts nothing. */
  submissionId: string | null;
  /** Additional properties of the variable `trigger`. */
  context: JsonObject;
  /** Data from the visitor's page. */
  visitor: JsonObject;
  waitMs: number;
};

export type SubmittedForm = { submissionId: string; reply: ThreadReply };

/** Returns the external id of a submission's conversation. */
export function toSubmissionThread(code: string, submissionId: string): string {
  return `form:${code}:${submissionId}`;
}

/** Renders the texts and fields of a form for surfaces, in the language of its flow, else of the organization. */
export async function renderForm(ctx: ServiceContext, form: TriggerView<'form'>) {
  const { regional, texts } = await findSpeech(ctx, form.versionId, null);
  const fields = renderFormFields(form.trigger.fields, { at: ctx.clock.now(), ...regional });
  return { ...showForm(form.trigger, texts), fields };
}

/**
 * Starts the flow of a form in a conversation of its own. Throws invalid_request naming each field under `values`,
 * not_found, channel_disabled.
 */
export async function submitForm(ctx: ServiceContext, input: SubmitForm): Promise<SubmittedForm> {
  const orgId = requireChannelAccess(ctx, 'sessions:write', input.channelId);
  const { channelId, codeOrId, values, text, fileIds, context, visitor, waitMs } = input;
  const form = await findForm(ctx, codeOrId);
  if (!form) throw domainError('not_found', { thing: 'form', id: codeOrId });
  const { code, fields } = form.trigger;
  const { regional } = await findSpeech(ctx, form.versionId, null);
  const checked = checkFormValues(fields, values, { at: ctx.clock.now(), ...regional });
  if (!checked.ok) throw domainError('invalid_request', { issues: checked.issues.map(toFieldIssue) });
  const submissionId = input.submissionId ?? ctx.ids.uuid(ctx.clock.now());
  // The visitor's access is checked above, and their own conversation is not the submission's.
  const server: ServiceContext = { ...ctx, actor: { type: 'system', orgId } };
  const reply = await sendToThread(server, {
    channelId,
    externalId: toSubmissionThread(code, submissionId),
    entries: [{ type: 'visitor', lines: [{ content: { type: 'text', text, value: values }, text }] }],
    once: true,
    flowId: form.flowId,
    trigger: { type: 'form', form: code, values: checked.values, context },
    visitor,
    waitMs,
  });
  if (fileIds.length > 0)
    await updateUploadThreads(ctx.db, { orgId, ids: fileIds, threadId: reply.thread.id });
  return { submissionId, reply };
}
