import type { TriggerType } from '@/server/engine/definition/trigger';
import type { Role } from '@/server/shared/scopes';

/*
 * The values that the CHECK of a text column allows. `checked-values.test.ts` compares them with the database.
 */

export const CHANNEL_KINDS = ['chat', 'flowrest', 'umi'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

export const ROOM_MODES = ['flow', 'suggestions', 'people'] as const;
export type RoomMode = (typeof ROOM_MODES)[number];

export const WEBHOOK_SCHEDULES = ['vendor', 'long'] as const;
export type WebhookSchedule = (typeof WEBHOOK_SCHEDULES)[number];

export const DELIVERY_STATUSES = ['pending', 'delivered', 'dead'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

export const VERSION_KINDS = ['published', 'test'] as const;
export type VersionKind = (typeof VERSION_KINDS)[number];

/** The statuses of replays without `finished_at`. */
export const UNFINISHED_REPLAYS = ['pending', 'running'] as const;
export const REPLAY_STATUSES = [...UNFINISHED_REPLAYS, 'completed', 'failed', 'canceled'] as const;
export type ReplayStatus = (typeof REPLAY_STATUSES)[number];

/** The standings of sessions whose path may still grow; the others are final. */
export const LIVE_STANDINGS = ['silent', 'waiting'] as const;
export const STANDINGS = [...LIVE_STANDINGS, 'stopped', 'finished'] as const;
export type Standing = (typeof STANDINGS)[number];

/** The measures of the outcomes of sessions. */
export const OUTCOME_MEASURES = [
  'started',
  'ended',
  'ended_alone',
  'failed',
  'handed_over',
  'answered',
  'tokens',
  'cost_micros',
  'rated',
] as const;
export type OutcomeMeasure = (typeof OUTCOME_MEASURES)[number];

export const IDEMPOTENCY_STATUSES = ['running', 'applied', 'done'] as const;
export type IdempotencyStatus = (typeof IDEMPOTENCY_STATUSES)[number];

/** The statuses of sessions without `finished_at`. */
export const LIVE_STATUSES = [
  'running',
  'awaiting_input',
  'awaiting_transfer',
  'awaiting_timer',
  'awaiting_event',
] as const;
/** The statuses of sessions with `finished_at`. */
export const FINISHED_STATUSES = ['completed', 'ended', 'expired', 'failed'] as const;
export const SESSION_STATUSES = [...LIVE_STATUSES, ...FINISHED_STATUSES] as const;
export type SessionStatus = (typeof SESSION_STATUSES)[number];

/** The lists whose views are saved. */
export const SAVED_VIEW_PAGES = ['sessions', 'deliveries'] as const;
export type SavedViewPage = (typeof SAVED_VIEW_PAGES)[number];

/** From the person, or to them. */
export type Direction = 'inbound' | 'outbound';

export const TRIGGER_TYPES = ['intent', 'event', 'form'] as const satisfies readonly TriggerType[];

export const ROLES = ['owner', 'admin', 'editor', 'agent', 'viewer'] as const satisfies readonly Role[];
