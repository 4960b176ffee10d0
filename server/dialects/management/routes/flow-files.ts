import { createRoute, z } from '@hono/zod-openapi';
import { toETag } from '@/server/http/response/revision-etag';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { exportBundle } from '@/server/services/flow/bundle/export-bundle';
import { importBundle } from '@/server/services/flow/bundle/import-bundle';
import type { FlowBundle } from '@/server/services/flow/bundle/schema';
import { exportFlow } from '@/server/services/flow/export-flow';
import { importFlow } from '@/server/services/flow/import-flow';
import type { FlowFile } from '@/server/services/flow/view';
import { orgPath } from '../schemas/base';
import {
  bundleReport,
  exportQuery,
  flow,
  flowBundle,
  flowFile,
  flowPath,
  importBody,
  importQuery,
} from '../schemas/flows';

// Exported files have indentation, which does not count toward the size of a definition, of tests or of a bundle.
const FLOW_FILE_BYTES = 6_000_000;
const BUNDLE_FILE_BYTES = 10_000_000;

const exportFlowEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/flows/{flowId}/export',
    operationId: 'exportFlow',
    tags: ['Flows'],
    summary: 'Export a flow as a file',
    description:
      'The draft, or a version, as a file for import, with indentation. A bundle also has the flows that it calls, and those that they call: at the versions that a version is pinned to; for a draft at the published ones, or the drafts of unpublished flows. A called flow that does not exist is left out. Each flow is there once, at the version that is fewest calls away.',
    request: { params: flowPath, query: exportQuery },
    responses: { 200: jsonReply('The file', z.union([flowFile, flowBundle])) },
  }),
  async ({ ctx, params: { flowId }, query: { version, bundle = false } }) => {
    const file = bundle
      ? toAttachment(await exportBundle(ctx, { flowId, number: version }), 'bundle')
      : toAttachment(await exportFlow(ctx, { flowId, number: version }), 'flow');
    return { status: 200, pretty: true, ...file };
  },
  { failures: ['limit_exceeded'] },
);

function toAttachment<File extends FlowFile | FlowBundle>(file: File, kind: 'flow' | 'bundle') {
  const slug = 'flows' in file ? file.flows[0]?.slug : file.slug;
  const headers = { 'Content-Disposition': `attachment; filename="${slug ?? 'flows'}.${kind}.json"` };
  return { body: file, headers };
}

const importFlowEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/flows/import',
    operationId: 'importFlow',
    tags: ['Flows'],
    summary: 'Import a flow from a file',
    description:
      'Creates a flow whose draft is the definition of the file. A slug in use is refused with 409.',
    request: { params: orgPath, body: jsonBody(importBody, { required: true }) },
    responses: {
      201: jsonReply('The flow, unpublished', flow),
    },
  }),
  async ({ ctx, body: { file, slug } }) => {
    const made = await importFlow(ctx, { file, slug });
    return { status: 201, body: made, headers: { ETag: toETag(made.draftRev) } };
  },
  { maxBodyBytes: FLOW_FILE_BYTES, failures: ['slug_taken', 'flow_invalid', 'limit_exceeded'] },
);

const importBundleEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/flows/import-bundle',
    operationId: 'importBundle',
    tags: ['Flows'],
    summary: 'Import a bundle of flows',
    description:
      'Saves the draft and the name of each flow of an exported bundle, which is the body, by its slug, and creates the missing ones: all of them, or none. Nothing is published. A flow may call another one of the bundle or of the organization. With an error in any flow the bundle is refused with the problems of all of them; a dry run lists them, and what would be created and updated.',
    request: { params: orgPath, query: importQuery, body: jsonBody(flowBundle, { required: true }) },
    responses: { 200: jsonReply('The flows in the order of the bundle, and their problems', bundleReport) },
  }),
  async ({ ctx, body, query: { dryRun } }) => ({
    status: 200,
    body: await importBundle(ctx, { bundle: body, dryRun }),
  }),
  { maxBodyBytes: BUNDLE_FILE_BYTES, failures: ['flow_invalid', 'slug_taken', 'limit_exceeded'] },
);

/** The endpoints of flows as files. */
export const flowFileEndpoints = [exportFlowEndpoint, importFlowEndpoint, importBundleEndpoint];
