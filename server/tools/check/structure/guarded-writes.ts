import type { TextRule } from './text-rule';

// Production code; the demo's data and code that never runs in production may write rows directly.
const PRODUCT = String.raw`^(?!.*(?:\.test\.tsx?$|/fixtures/))(?:app|server(?!/(?:tools|bench)/))/`;
const STORES = String.raw`^server/db/(?!.*\.test\.ts$)`;
const AUDITED_TABLES =
  '(?:api_keys|channels|rooms|flows|flow_versions|flow_triggers|model_prices|secrets|connections|invitations|organizations|members)';
const AUDITED_NAMES =
  '(?:apiKeys|channels|rooms|flows|flowVersions|flowTriggers|modelPrices|secrets|connections|invitations|organizations|members)';
const WRITES = String.raw`\b(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*'`;

// They change something no member sees: the last use of a key, the seal of a secret, copies of drafts for test sessions.
const QUIET_WRITERS = ['api-key/last-used', 'sealed/channels', 'sealed/secrets', 'flow-version/test-copies'];

// Two writes that no turn can undo: channel and thread of finished sessions, which no turn writes, and the end of a wait
// for an answer, which every turn compares (IS_AS_READ).
const SESSION_WRITERS = ['channel/delete', 'session/store', 'session/prune'];
const TURNS =
  'turn/only-turns-move-sessions: a running session is changed by a turn, which raises its turn_no';

const AUDITED = 'audit/change-with-entry: what is audited is changed inside withChange, by its transaction';
const STATEMENTS = 'statements belong to server/db, where stores name them and their types are checked';

const except = (files: readonly string[]) => String.raw`(?!.*(?<=/db/)(?:${files.join('|')})\.ts$)`;

/** Writes that go one way only, so that something always goes with them. */
export const GUARDED_WRITES: readonly TextRule[] = [
  {
    files: new RegExp(`${PRODUCT}(?!db/)`),
    text: /\.prisma\b|\bPrismaClient\b|\bdefineStatement\(|\bpool\.query\(|from '(?:kysely|@prisma\/[^']*|@\/server\/db\/(?:statement\/query|generated\/client))'/,
    within: 'all',
    why: STATEMENTS,
  },
  {
    files: new RegExp(STORES),
    text: /\bPrismaClient\b|\.prisma\b/,
    within: 'all',
    why: "Prisma's client does not know what the checks of a column allow: statements are built with kysely",
  },
  {
    // A function that writes audited rows without asking for an AuditedTransaction, or a statement outside of functions.
    files: new RegExp(STORES + except(QUIET_WRITERS)),
    text: new RegExp(
      String.raw`(?:\bfunction \w+|^const \w+ =)(?:(?!\bAuditedTransaction\b|\n(?:export |async )*function |\nconst )[\s\S])*?${WRITES}${AUDITED_NAMES}\b`,
      'm',
    ),
    within: 'all',
    why: AUDITED,
  },
  {
    files: new RegExp(PRODUCT),
    text: new RegExp(String.raw`\b(?:INSERT INTO|UPDATE|DELETE FROM) ${AUDITED_TABLES}\b`),
    within: 'all',
    why: AUDITED,
  },
  {
    files: new RegExp(
      String.raw`${PRODUCT}(?!.*(?:services/audit/(?:with-change|record-security-event)|services/session/turn/commit-together|db/audit/store)\.ts$)`,
    ),
    text: new RegExp(
      String.raw`\binsertAuditEntry\(|\bisAudited: true,? \}\)|INSERT INTO audit_entries|${WRITES}auditEntries'`,
    ),
    within: 'all',
    why: 'audit/change-with-entry: an entry is written with its change, or is a security event',
  },
  {
    files: new RegExp(PRODUCT + except(SESSION_WRITERS)),
    text: new RegExp(
      [
        String.raw`\bUPDATE\s+sessions\b(?!(?:(?!\bWHERE\b|\bFROM\b|\x60)[\s\S])*\bturn_no =)`,
        String.raw`\bupdateTable\(\s*'sessions\b(?!(?:(?!\bwhere|;)[\s\S])*\bturnNo:)`,
        String.raw`\b(?:insertInto|deleteFrom|mergeInto)\(\s*'sessions\b`,
      ].join('|'),
    ),
    within: 'all',
    why: TURNS,
  },
  {
    files: new RegExp(String.raw`${PRODUCT}(?!db/session/prune\.ts$)`),
    text: /\bDELETE\s+FROM\s+sessions\b|\bdeleteFrom\('sessions'/,
    within: 'all',
    why: `${TURNS}; those that finished are deleted by retention alone`,
  },
];
