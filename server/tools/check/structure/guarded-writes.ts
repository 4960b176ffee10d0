import type { ForbiddenText } from './layers';

// What runs in production; the demo's data and what never runs there may write rows as they like.
const PRODUCT = String.raw`^(?!.*(?:\.test\.tsx?$|/fixtures/))(?:app|server(?!/(?:tools|bench)/))/`;
const MODELS =
  '(?:apiKey|channel|room|flow|flowVersion|flowTrigger|modelPrice|invitation|organization|member)';
const TABLES =
  '(?:api_keys|channels|rooms|flows|flow_versions|flow_triggers|model_prices|invitations|organizations|members)';
const WRITES = String.raw`\.(?:create|createMany|update|updateMany|upsert|delete|deleteMany)\(`;

// Their statements take an AuditedTransaction, or change what nobody sees: when a key was used last, how a secret is
// sealed, the copies of drafts that test sessions run.
const WRITERS = [
  'flow/store',
  'flow-version/published',
  'flow-version/test-copies',
  'channel/delete',
  'channel/sealed-secrets',
  'delivery/attempts',
  'api-key/store',
];

// Two writes that no turn can undo: channel and thread of finished sessions, which no turn writes, and the end of a wait
// for an answer, which every turn compares (IS_AS_READ).
const SESSION_WRITERS = ['channel/delete', 'session/store'];
const TURNS =
  'turn/only-turns-move-sessions: a running session is changed by a turn, which raises its turn_no';

const AUDITED = 'audit/change-with-entry: what is audited is changed inside withChange, by its transaction';

/** Writes that go one way only, so that something always goes with them. */
export const GUARDED_WRITES: ForbiddenText[] = [
  {
    files: new RegExp(PRODUCT),
    text: new RegExp(String.raw`(?<!\btx\.prisma\.)\b${MODELS}${WRITES}`),
    within: 'code',
    why: AUDITED,
  },
  {
    files: new RegExp(PRODUCT),
    text: new RegExp(String.raw`\.transaction\([\s\S]*\btx\.prisma\.${MODELS}${WRITES}`),
    within: 'code',
    why: AUDITED,
  },
  {
    files: new RegExp(String.raw`${PRODUCT}(?!.*(?<=/db/)(?:${WRITERS.join('|')})\.ts$)`),
    text: new RegExp(String.raw`\b(?:INSERT INTO|UPDATE|DELETE FROM) ${TABLES}\b`),
    within: 'all',
    why: AUDITED,
  },
  {
    files: new RegExp(
      String.raw`${PRODUCT}(?!.*(?:services/audit/(?:with-change|record-security-event)|db/audit/store)\.ts$)`,
    ),
    text: /\binsertAuditEntry\(|\bisAudited: true,? \}\)|INSERT INTO audit_entries/,
    within: 'all',
    why: 'audit/change-with-entry: an entry is written with its change, or is a security event',
  },
  {
    files: new RegExp(String.raw`${PRODUCT}(?!.*(?<=/db/)(?:${SESSION_WRITERS.join('|')})\.ts$)`),
    text: /\bUPDATE\s+sessions\b(?!(?:(?!\bWHERE\b|\bFROM\b|`)[\s\S])*\bturn_no =)/,
    within: 'all',
    why: TURNS,
  },
  {
    files: new RegExp(PRODUCT),
    text: new RegExp(String.raw`\bsession${WRITES}`),
    within: 'code',
    why: TURNS,
  },
  {
    files: new RegExp(String.raw`${PRODUCT}(?!db/session/prune\.ts$)`),
    text: /\bDELETE\s+FROM\s+sessions\b/,
    within: 'all',
    why: `${TURNS}; those that finished are deleted by retention alone`,
  },
];
