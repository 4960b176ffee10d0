import type { Client } from 'pg';

/*
 * A distributed PostgreSQL sends a statement to the node of its organization only if that is known for every table that the
 * statement uses, before it runs. PostgreSQL's own plan shows the same: each look at a table has `org_id` equal to a parameter.
 */

/** The part of a plan that matters here (EXPLAIN, FORMAT JSON). */
type PlanNode = {
  'Node Type': string;
  Operation?: string;
  'Relation Name'?: string;
  'Parent Relationship'?: string;
  'Subplan Name'?: string;
  Output?: string[];
  Plans?: PlanNode[];
} & Record<string, unknown>;

/** Lists why a statement would not run on the node of one organization; none when it would. */
export async function findUnrouted(client: Client, text: string): Promise<string[]> {
  const [statement, ...others] = text.split(/;\s+(?=[A-Z])/);
  const reasons =
    others.length > 0 ? (await Promise.all(others.map((one) => findUnrouted(client, one)))).flat() : [];
  const { rows } = await client.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
    `EXPLAIN (GENERIC_PLAN, VERBOSE, FORMAT JSON) ${statement}`,
  );
  const [explained] = rows.flatMap((row) => row['QUERY PLAN']);
  const tables = await listTables(client);
  return [...reasons, ...(explained ? findIn(explained.Plan, { tables, isTop: true }) : [])];
}

const TABLES = `
  SELECT c.relname "table" FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'org_id'
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'sign_ins'`;

const tablesOf = new WeakMap<Client, ReadonlySet<string>>();

async function listTables(client: Client): Promise<ReadonlySet<string>> {
  const listed = tablesOf.get(client);
  if (listed) return listed;
  const { rows } = await client.query<{ table: string }>(TABLES);
  const tables = new Set(rows.map(({ table }) => table));
  tablesOf.set(client, tables);
  return tables;
}

type Place = { tables: ReadonlySet<string>; isTop: boolean };

function findIn(node: PlanNode, { tables, isTop }: Place): string[] {
  const table = node['Relation Name'] ?? '';
  const below = (node.Plans ?? []).flatMap((plan) => findIn(plan, { tables, isTop: false }));
  if (!tables.has(table)) return below;
  if (node.Operation === 'Insert') return [...findInInsert(node, { table, isTop }), ...below];
  const isLook = /Scan$/.test(node['Node Type']);
  return isLook && !namesOrganization(node) ? [`${table} without org_id = $n`, ...below] : below;
}

const CONDITIONS = ['Index Cond', 'Recheck Cond', 'Filter', 'TID Cond'];
const BY_PARAMETER = /\borg_id = (?:\$\d+|'[^']*'::uuid)|(?:\$\d+|'[^']*'::uuid) = (?:\w+\.)?org_id\b/;

function namesOrganization(node: PlanNode): boolean {
  const conditions = CONDITIONS.map((condition) => String(node[condition] ?? ''));
  // The index of a bitmap has the condition below it.
  const below = node['Node Type'] === 'Bitmap Heap Scan' ? (node.Plans ?? []) : [];
  return conditions.some((one) => BY_PARAMETER.test(one)) || below.some(hasIndexCondition);
}

function hasIndexCondition(node: PlanNode): boolean {
  return BY_PARAMETER.test(String(node['Index Cond'] ?? '')) || (node.Plans ?? []).some(hasIndexCondition);
}

function findInInsert(node: PlanNode, { table, isTop }: { table: string; isTop: boolean }): string[] {
  if (!isTop) return [`INSERT INTO ${table} within WITH`];
  const [source] = node.Plans ?? [];
  const comesFrom = listSources(source);
  const loose = comesFrom.filter((type) => type === 'Function Scan' || type === 'CTE Scan');
  return loose.length > 0 ? [`INSERT INTO ${table} of rows that a ${loose[0]} makes`] : [];
}

function listSources(node: PlanNode | undefined): string[] {
  return node ? [node['Node Type'], ...(node.Plans ?? []).flatMap(listSources)] : [];
}
