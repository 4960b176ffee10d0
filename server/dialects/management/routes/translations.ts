import { createRoute } from '@hono/zod-openapi';
import { parseIfMatch, toETag } from '@/server/http/response/revision-etag';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { ifMatch, jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { exportTranslation } from '@/server/services/flow/translation/export-translation';
import { importTranslation } from '@/server/services/flow/translation/import-translation';
import { flowPath } from '../schemas/flows';
import {
  importTranslationBody,
  translationFile,
  translationQuery,
  translationReport,
} from '../schemas/translations';

// A file has each text twice, with its note, and indentation.
const TRANSLATION_FILE_BYTES = 3_000_000;

const exportTranslationEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/flows/{flowId}/translations',
    operationId: 'exportTranslation',
    tags: ['Flows'],
    summary: 'Export the texts of a flow for translation',
    description: 'The texts of the draft with their translations into a language, as a file for translators.',
    request: { params: flowPath, query: translationQuery },
    responses: { 200: jsonReply('The file', translationFile) },
  }),
  async ({ ctx, params: { flowId }, query: { language } }) => {
    const file = await exportTranslation(ctx, { flowId, language });
    const name = `${file.flow ?? 'flow'}.${file.targetLanguage}.json`;
    return {
      status: 200,
      body: file,
      pretty: true,
      headers: { 'Content-Disposition': `attachment; filename="${name}"` },
    };
  },
  { failures: ['flow_invalid'] },
);

const importTranslationEndpoint = defineEndpoint(
  createRoute({
    method: 'put',
    path: '/orgs/{orgId}/flows/{flowId}/translations',
    operationId: 'importTranslation',
    tags: ['Flows'],
    summary: 'Import translations',
    description:
      'Sets the translations of a file in the draft and lists the language among those of the flow. Texts that have changed since the export are reported and left as they are, unless applyStale is true. If one translation is invalid, none is set. With If-Match the draft must have that revision.',
    request: {
      params: flowPath,
      headers: ifMatch,
      body: jsonBody(importTranslationBody, { required: true }),
    },
    responses: { 200: jsonReply('What was applied', translationReport) },
  }),
  async ({ ctx, params: { flowId }, body, header }) => {
    const given = { ...body, flowId, ifRev: parseIfMatch(header('if-match')) };
    const { flow, report } = await importTranslation(ctx, given);
    return {
      status: 200,
      body: { draftRev: flow.draftRev, ...report },
      headers: { ETag: toETag(flow.draftRev) },
    };
  },
  {
    maxBodyBytes: TRANSLATION_FILE_BYTES,
    failures: ['draft_conflict', 'flow_invalid', 'limit_exceeded'],
  },
);

/** The endpoints of a flow's translations. */
export const translationEndpoints = [exportTranslationEndpoint, importTranslationEndpoint];
