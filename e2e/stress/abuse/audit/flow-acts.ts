import { createEnvironment } from '@/server/services/environment/create-environment';
import { deleteEnvironment } from '@/server/services/environment/delete-environment';
import { listEnvironments } from '@/server/services/environment/list-environments';
import { promoteVersions } from '@/server/services/environment/promote-versions';
import { rollBack } from '@/server/services/environment/roll-back';
import { archiveFlow } from '@/server/services/flow/archive-flow';
import { importBundle } from '@/server/services/flow/bundle/import-bundle';
import { createFlow } from '@/server/services/flow/create-flow';
import { saveDraft } from '@/server/services/flow/draft/save-draft';
import { setFlowTags } from '@/server/services/flow/flow-tags';
import { getFlow } from '@/server/services/flow/get-flow';
import { restoreFlow } from '@/server/services/flow/restore-flow';
import { exportTranslation } from '@/server/services/flow/translation/export-translation';
import { importTranslation } from '@/server/services/flow/translation/import-translation';
import { publishFlow } from '@/server/services/flow/version/publish-flow';
import { restoreVersion } from '@/server/services/flow/version/restore-version';
import { startMigration } from '@/server/services/migration/start-migration';
import { ECHO } from '@/server/services/session/fixtures/flows';
import { PRODUCTION } from '@/server/shared/environment-name';
import { type AuditFixture, makeFlow } from './audit-fixture';

/** The audited acts on flows. */
export const FLOW_ACTS = {
  'flow.created':
    async ({ ctx }: AuditFixture) =>
    () =>
      createFlow(ctx, { name: 'Echo', definition: ECHO }),
  'flow.renamed': async (fixture: AuditFixture) => {
    const flowId = await makeFlow(fixture);
    return () => saveDraft(fixture.ctx, { flowId, name: `Renamed ${flowId}` });
  },
  'flow.published': async (fixture: AuditFixture) => {
    const flowId = await makeFlow(fixture);
    return () => publishFlow(fixture.ctx, { flowId });
  },
  'environment.created': async ({ ctx, next }: AuditFixture) => {
    // An organization has few of them.
    for (const made of await listEnvironments(ctx))
      if (made.createdAt !== null) await deleteEnvironment(ctx, made);
    return () => createEnvironment(ctx, { name: `e${next()}` });
  },
  'environment.removed': async ({ ctx, next }: AuditFixture) => {
    const { name } = await createEnvironment(ctx, { name: `e${next()}` });
    return () => deleteEnvironment(ctx, { name });
  },
  'flow.promoted': async (fixture: AuditFixture) => {
    const flowId = await publishTwice(fixture);
    return () => promoteVersions(fixture.ctx, { flowId, environment: PRODUCTION, versions: [{ number: 1 }] });
  },
  'flow.rolled-back': async (fixture: AuditFixture) => {
    const flowId = await publishTwice(fixture);
    return () => rollBack(fixture.ctx, { flowId, environment: PRODUCTION });
  },
  'flow.restored': async (fixture: AuditFixture) => {
    const flowId = await makeFlow(fixture);
    await publishFlow(fixture.ctx, { flowId });
    return () => restoreVersion(fixture.ctx, { flowId, number: 1 });
  },
  'flow.imported': async (fixture: AuditFixture) => {
    const flowId = await makeFlow(fixture);
    const { slug } = await getFlow(fixture.ctx, { flowId });
    const flows = [{ slug, name: `Imported ${flowId}`, definition: ECHO }];
    return () => importBundle(fixture.ctx, { bundle: { format: 'parley.bundle', flows } });
  },
  'flow.translated': async (fixture: AuditFixture) => {
    const flowId = await makeFlow(fixture);
    const file = await exportTranslation(fixture.ctx, { flowId, language: 'de' });
    const texts = Object.entries(file.texts).map(([key, text]) => [key, { ...text, target: text.source }]);
    const translated = { ...file, texts: Object.fromEntries(texts) };
    return () => importTranslation(fixture.ctx, { flowId, file: translated, applyStale: false });
  },
  'flow.archived': async (fixture: AuditFixture) => {
    const flowId = await makeFlow(fixture);
    return () => archiveFlow(fixture.ctx, { flowId });
  },
  'flow.unarchived': async (fixture: AuditFixture) => {
    const flowId = await makeFlow(fixture);
    await archiveFlow(fixture.ctx, { flowId });
    return () => restoreFlow(fixture.ctx, { flowId });
  },
  'flow.tagged': async (fixture: AuditFixture) => {
    const flowId = await makeFlow(fixture);
    return () => setFlowTags(fixture.ctx, { flowId, tags: ['Billing'] });
  },
  'flow.sessions-moved': async (fixture: AuditFixture) => {
    const flowId = await makeFlow(fixture);
    await publishFlow(fixture.ctx, { flowId });
    return () => startMigration(fixture.ctx, { flowId });
  },
};

async function publishTwice(fixture: AuditFixture): Promise<string> {
  const flowId = await makeFlow(fixture);
  await publishFlow(fixture.ctx, { flowId });
  await saveDraft(fixture.ctx, { flowId, draft: { ...ECHO, variables: [{ name: 'second' }] } });
  await publishFlow(fixture.ctx, { flowId });
  return flowId;
}
