/** A statement that runs on more than the node of one organization, and why it may. */
type Unrouted = { file: string; text: RegExp; why: string };

const SWEEP =
  'finds work of all organizations, which statements of one organization then take (sweep/by-organization)';
const PRUNE = 'finds old rows of all organizations, which statements of one organization then delete';
const TOLD_BY_ROW = 'the organization is known only from the row that it finds';
const BATCH = 'writes what many requests of all organizations left behind, some times a second';
const COMMIT = 'the commit of turns on one server; elsewhere it is a call (turn/commit-by-function)';
const RESEAL = 'looks through all organizations after the secret changed';

const of = (file: string, text: RegExp, why: string): Unrouted => ({
  file: `server/db/${file}.ts`,
  text,
  why,
});

export const UNROUTED: readonly Unrouted[] = [
  of('timer/store', /^SELECT .* ORDER BY due_at LIMIT/s, SWEEP),
  of('effect/store', /^SELECT .* ORDER BY lease_until LIMIT/s, SWEEP),
  of(
    'effect/store',
    /^update "effects" set "lease_until" = \$1 where "leased_by"/,
    'a process that stops gives back all its calls',
  ),
  of('domain-event/store', /^SELECT .* ORDER BY d\.created_at, d\.id LIMIT/s, SWEEP),
  of('domain-event/arrivals', /^SELECT .* ORDER BY d\.created_at, d\.event_id LIMIT/s, SWEEP),
  of('delivery/queues', /^WITH RECURSIVE channel AS \(\s*\(SELECT org_id/, SWEEP),
  of('delivery/queues', /^SELECT DISTINCT l\.org_id/, SWEEP),
  of('session/expire', /^select .* order by "expires_at" limit/s, SWEEP),
  of('assignee-release/store', /^select \* .* order by "since", "user_id" limit/s, SWEEP),
  of(
    'breakpoint/store',
    /^select .* order by "expires_at" limit/s,
    'reads the breakpoints of all organizations into memory',
  ),
  of('job/job-leases', /^select .* order by "due_at" limit/s, SWEEP),
  of('job/job-requests', /^select .* order by "finished_at" limit/s, PRUNE),
  of(
    'coverage/lease',
    /^delete from "coverage_leases" where "holder"/,
    'a worker that stops gives back all its leases',
  ),
  of('coverage/outcomes', /^select .* order by "day" limit/s, PRUNE),
  of('coverage/prune', /^select .* order by "(?:hour|p"\."used_at)" limit/s, PRUNE),
  of('idempotency-record/store', /^select .* order by "expires_at" limit/s, PRUNE),
  of('rate-window/store', /^select .* order by "window_at" limit/s, PRUNE),
  of('minute-count/store', /^select "org_id", "(?:minute|hour)" as "at"/, PRUNE),
  of('request-record/store', /^select .* where "at" < \$1 limit/s, PRUNE),
  of('flow-version/test-copies', /^select .* order by "created_at" limit/s, PRUNE),
  of('rate-window/store', /^INSERT /, BATCH),
  of('minute-count/store', /^WITH hours AS \(INSERT /, BATCH),
  of('request-record/store', /^INSERT /, BATCH),
  of('client-event/store', /^INSERT /, 'writes the events of a page as arrays'),
  of('turn/commit', /./, COMMIT),
  of('turn/piece-columns', /./, COMMIT),
  of('api-key/store', /where "prefix" in/, TOLD_BY_ROW),
  of('invitation/store', /"invitations"\."token_hash" = \$1$/, TOLD_BY_ROW),
  of('channel/facts', /where "c"\."public_key" = \$1$/, TOLD_BY_ROW),
  of('channel/chat', /json_array_elements_text/, 'lists the origins that any channel of the server allows'),
  of('user/store', /from "members" where "user_id"/, 'lists the organizations of a person'),
  of('organization/store', /"members"\."user_id" = \$1/, 'lists the organizations of a person'),
  of('sealed/channels', /^select "org_id"/, RESEAL),
  of('sealed/effects', /^select "org_id"/, RESEAL),
  of('sealed/secrets', /^select "org_id"/, RESEAL),
  of('sealed/key-ids', /./, RESEAL),
];
