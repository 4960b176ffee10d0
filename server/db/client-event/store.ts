// Written by hand: a batch of any size is sent as eight arrays.
import type { JsonObject } from '@/server/engine/json';
import { toStoredJson } from '@/server/shared/stored-json';
import type { Db } from '../connection/transaction';

export type ClientEventRow = {
  orgId: string;
  channelId: string;
  id: string;
  threadId: string | null;
  name: string;
  props: JsonObject;
  at: Date;
  createdAt: Date;
};

const INSERT = `INSERT INTO client_events (org_id, channel_id, id, thread_id, name, props, at, created_at)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::json[], $7::timestamptz[], $8::timestamptz[])
  ON CONFLICT (org_id, channel_id, id) DO NOTHING RETURNING id`;

/** Stores events and returns how many of them were new: one id of a channel is stored once. */
export async function insertClientEvents({ pool }: Db, rows: readonly ClientEventRow[]): Promise<number> {
  const values = [
    rows.map(({ orgId }) => orgId),
    rows.map(({ channelId }) => channelId),
    rows.map(({ id }) => id),
    rows.map(({ threadId }) => threadId),
    rows.map(({ name }) => name),
    rows.map(({ props }) => toStoredJson(props)),
    rows.map(({ at }) => at),
    rows.map(({ createdAt }) => createdAt),
  ];
  // Citus counts the rows that it read, and returns those that it wrote.
  const { rows: stored } = await pool.query({ name: 'insert_client_events', text: INSERT, values });
  return stored.length;
}
