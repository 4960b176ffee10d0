import { afterAll, beforeAll, expect, it } from 'vitest';
import { CONNECTION_KINDS } from '@/server/shared/connection-name';
import { openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import {
  CHANNEL_KINDS,
  DELIVERY_STATUSES,
  IDEMPOTENCY_STATUSES,
  OUTCOME_MEASURES,
  REPLAY_STATUSES,
  ROLES,
  ROOM_MODES,
  SAVED_VIEW_PAGES,
  SESSION_STATUSES,
  STANDINGS,
  TRIGGER_TYPES,
  VERSION_KINDS,
  WEBHOOK_SCHEDULES,
} from './checked-values';

let testEnv: TestEnv;
beforeAll(async () => {
  testEnv = await openTestEnv();
});
afterAll(() => testEnv.close());

it('are the values that the checks of the database allow', async () => {
  const { rows } = await testEnv.platform.db.pool.query<{ name: string; definition: string }>(
    `SELECT conname "name", pg_get_constraintdef(oid) "definition" FROM pg_constraint
     WHERE contype = 'c' AND connamespace = 'public'::regnamespace`,
  );
  const allowed = rows.map(({ name, definition }) => [
    name.replace(/_check$/, ''),
    [...definition.matchAll(/'(\w+)'::text/g)].map(([, value]) => value),
  ]);
  expect(Object.fromEntries(allowed)).toEqual({
    channels_kind: CHANNEL_KINDS,
    channels_webhook_schedule: WEBHOOK_SCHEDULES,
    connections_kind: CONNECTION_KINDS,
    coverage_sessions_standing: STANDINGS,
    outcome_counts_measure: OUTCOME_MEASURES,
    deliveries_status: DELIVERY_STATUSES,
    flow_triggers_type: TRIGGER_TYPES,
    flow_versions_kind: VERSION_KINDS,
    idempotency_records_status: IDEMPOTENCY_STATUSES,
    invitations_role: ROLES,
    members_role: ROLES,
    replays_status: REPLAY_STATUSES,
    rooms_mode: ROOM_MODES,
    saved_views_page: SAVED_VIEW_PAGES,
    session_migrations_status: REPLAY_STATUSES,
    sessions_status: SESSION_STATUSES,
    turns_status: SESSION_STATUSES,
  });
});
