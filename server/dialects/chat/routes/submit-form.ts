import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { submitForm, toSubmissionThread } from '@/server/services/trigger/submit-form';
import { domainError } from '@/server/shared/errors';
import { authenticateKey, getVisitedChannel } from '../auth';
import { findWrongValues, toReadable } from '../forms/fields';
import { getForm } from '../forms/form';
import { resolveFiles } from '../forms/resolve-files';
import { toBlocks } from '../reply/blocks';
import { submissionReply } from '../reply/reply-schemas';
import { toStatusWord } from '../reply/translate';
import { formPath, submitBody } from '../schemas';
import { KEY_FAILURES } from './describe-route';

/** Where to submit is not published, so both paths are served (WIRE.md#forms). */
export const SUBMIT_PATHS = ['/forms/{codeOrId}/submissions', '/forms/{codeOrId}'] as const;

const OPERATION_IDS = {
  '/forms/{codeOrId}/submissions': 'submitForm',
  '/forms/{codeOrId}': 'submitFormAtItsPath',
} as const;

const describeRoute = (path: (typeof SUBMIT_PATHS)[number]) =>
  createRoute({
    method: 'post',
    path,
    operationId: OPERATION_IDS[path],
    tags: ['Forms'],
    summary: 'Submit a form',
    description: 'Starts the flow of the form. A known clientSubmissionId starts nothing and answers 200.',
    security: [{ publicKey: [] }],
    request: { params: formPath, body: jsonBody(submitBody, { required: true }) },
    responses: {
      201: jsonReply('Submitted', submissionReply),
      200: jsonReply('Already submitted', submissionReply),
    },
  });

type Serving = { waitMs: number; baseUrl: string };

/** Answers 201 for a new submission and 200 for a repeated one (WIRE.md#forms). */
export const submitFormEndpoint = (path: (typeof SUBMIT_PATHS)[number], { waitMs, baseUrl }: Serving) =>
  defineEndpoint(
    describeRoute(path),
    async ({ ctx, params: { codeOrId }, body }) => {
      const { clientSubmissionId, context, variables } = body;
      const { id: channelId } = await getVisitedChannel(ctx);
      const { code, fields } = await getForm(ctx, codeOrId);
      const issues = findWrongValues(fields, body.values);
      if (issues.length > 0) throw domainError('invalid_request', { issues });
      const naming = { channelId, externalId: toSubmissionThread(code, clientSubmissionId ?? '') };
      const { values, fileIds } = await resolveFiles(ctx, body.values, { fields, naming, baseUrl });
      const { submissionId, reply } = await submitForm(ctx, {
        channelId,
        codeOrId,
        values,
        text: toReadable(fields, values),
        fileIds,
        submissionId: clientSubmissionId ?? null,
        context: context ?? {},
        visitor: variables ?? {},
        waitMs,
      });
      const { session, thread, isNew, messages } = reply;
      const submission = {
        submissionId,
        executionId: session.id,
        conversationId: thread.id,
        status: toStatusWord(session.status),
        duplicate: !isNew,
        blocks: toBlocks(messages),
      };
      return { status: isNew ? 201 : 200, body: submission };
    },
    { authenticate: authenticateKey, failures: KEY_FAILURES },
  );
