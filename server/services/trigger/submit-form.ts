import { updateUploadThreads } from '@/server/db/upload/store';
import { checkFormValues, renderFormFields } from '@/server/engine/answers/form/check-form';
import type { JsonObject } from '@/server/engine/json';
import { resolveRegional } from '@/server/engine/locale/resolve-regional';
import { domainError } from '@/server/shared/errors';
import type { ServiceContext } from '../context';
import { requireChannelAccess } from '../thread/access';
import { sendToThread } from '../thread/send/send-to-thread';
import type { ThreadReply } from '../thread/view';
import { toFieldIssue } from '../thread/wait/require-valid-answer';
import { findForm } from './find-form';
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

/** Renders the fields of a form for surfaces. */
export async function renderForm(ctx: ServiceContext, form: TriggerView<'form'>) {
  return renderFormFields(form.trigger.fields, await toSurroundings(ctx, form));
}

/** The time, and the regional settings of the form's flow, else those of the organization. */
async function toSurroundings(
  { programs, organizations, actor, clock }: ServiceContext,
  { versionId }: TriggerView<'form'>,
) {
  const { orgId } = actor;
  const reading = [programs.get(orgId, versionId), organizations.getDefaults(orgId)] as const;
  const [program, defaults] = await Promise.all(reading);
  return { at: clock.now(), ...resolveRegional({ flows: [program], defaults }) };
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
  const checked = checkFormValues(fields, values, await toSurroundings(ctx, form));
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
