import type { ColumnType, Generated } from 'kysely';
import type { StoredCertificate } from '@/server/engine/certify/certificate';
import type { TriggerType } from '@/server/engine/definition/trigger';
import type { Json, JsonObject } from '@/server/engine/json';
import type { ConnectionKind } from '@/server/shared/connection-name';
import type { Role } from '@/server/shared/scopes';
import type { StoredSecret } from '../channel/stored-secret';
import type { Outcome } from '../coverage/stored-outcome';
import type { FlowEnvironments } from '../flow/stored-environments';
import type { StoredTags } from '../flow/stored-tags';
import type * as Model from '../generated/models';
import type { StoredEnvironments } from '../organization/stored-environments';
import type { StoredAuth } from '../service-connection/stored-auth';
import type { MessageRow, SessionRow } from '../session/row';
import type { StoredState } from '../session/stored-state';
import type { StoredTurn } from '../session/stored-turn';
import type { StoredMessage } from '../turn/stored-messages';
import type {
  ChannelKind,
  DeliveryStatus,
  IdempotencyStatus,
  OutcomeMeasure,
  ReplayStatus,
  RoomMode,
  SavedViewPage,
  SessionStatus,
  Standing,
  VersionKind,
  WebhookSchedule,
} from './checked-values';

/** A JSON column: read as a value, written as the text that `toStoredJson` makes. */
type JsonColumn<Value = Json> = ColumnType<Value, string, string>;
type NullableJsonColumn<Value = Json> = ColumnType<Value | null, string | null, string | null>;

/** The columns of a Prisma model; `Declared` says more of some of them than Prisma knows. */
type Columns<Row, Declared = unknown> = Omit<Row, keyof Declared> & Declared;

/**
 * Every table with its columns, named in camelCase. Names and types come from the Prisma schema; `tables.test.ts` compares
 * both with the database.
 */
export type Tables = {
  apiKeys: Columns<Model.ApiKeyModel>;
  assigneeReleases: Columns<Model.AssigneeReleaseModel>;
  auditEntries: Columns<
    Model.AuditEntryModel,
    { before: NullableJsonColumn<JsonObject>; after: NullableJsonColumn<JsonObject> }
  >;
  breakpoints: Columns<Model.BreakpointModel>;
  conversationLabels: Columns<Model.ConversationLabelModel>;
  conversationNotes: Columns<Model.ConversationNoteModel>;
  snoozes: Columns<Model.SnoozeModel>;
  cannedReplies: Columns<Model.CannedReplyModel, { createdAt: Generated<Date> }>;
  channels: Columns<
    Model.ChannelModel,
    {
      kind: ChannelKind;
      webhookSchedule: Generated<WebhookSchedule>;
      settings: JsonColumn<JsonObject>;
      secrets: JsonColumn<StoredSecret[]>;
    }
  >;
  clientEvents: Columns<Model.ClientEventModel, { props: JsonColumn<JsonObject> }>;
  connections: Columns<
    Model.ConnectionModel,
    {
      kind: ConnectionKind;
      auth: JsonColumn<StoredAuth>;
      headers: JsonColumn<Record<string, string>>;
      rev: Generated<number>;
    }
  >;
  contacts: Columns<Model.ContactModel, { attributes: JsonColumn<JsonObject> }>;
  contactAddresses: Columns<Model.ContactAddressModel>;
  coverageLeases: Columns<Model.CoverageLeaseModel>;
  coverageCounts: Columns<Model.CoverageCountModel>;
  coveragePaths: Columns<Model.CoveragePathModel>;
  coverageSessions: Columns<
    Model.CoverageSessionModel,
    { standing: Standing; outcomeNo: Generated<number>; outcome: NullableJsonColumn<Outcome> }
  >;
  coverageVisits: Columns<Model.CoverageVisitModel>;
  deliveries: Columns<
    Model.DeliveryModel,
    { no: string; status: Generated<DeliveryStatus>; headers: JsonColumn<Record<string, string>> }
  >;
  deliveryAttempts: Columns<
    Model.DeliveryAttemptModel,
    { headers: NullableJsonColumn<Record<string, string>> }
  >;
  deliveryQueues: Columns<Model.DeliveryQueueModel, { lastNo: Generated<string> }>;
  domainEvents: Columns<Model.DomainEventModel, { payload: JsonColumn }>;
  effects: Columns<Model.EffectModel, { request: JsonColumn }>;
  eventArrivals: Columns<Model.EventArrivalModel, { payload: JsonColumn }>;
  factors: Columns<Model.FactorModel>;
  flowTriggers: Columns<Model.FlowTriggerModel, { type: TriggerType; trigger: JsonColumn }>;
  flowVersions: Columns<
    Model.FlowVersionModel,
    {
      kind: VersionKind;
      definition: JsonColumn;
      links: JsonColumn<Record<string, string>>;
      certificate: ColumnType<StoredCertificate | null, string | null | undefined, string | null>;
      note: Generated<string>;
    }
  >;
  flows: Columns<
    Model.FlowModel,
    {
      draft: JsonColumn;
      draftRev: Generated<number>;
      tests: JsonColumn;
      tags: JsonColumn<StoredTags>;
      environments: NullableJsonColumn<FlowEnvironments>;
      environmentsRev: Generated<number>;
    }
  >;
  hourCounts: Columns<Model.HourCountModel>;
  idempotencyRecords: Columns<
    Model.IdempotencyRecordModel,
    { status: IdempotencyStatus; response: NullableJsonColumn }
  >;
  invitations: Columns<Model.InvitationModel, { role: Role }>;
  mails: Columns<Model.MailModel, { attempts: Generated<number> }>;
  members: Columns<Model.MemberModel, { role: Role }>;
  /** A view of `turns`, which Prisma does not know; `text` is that of the content. */
  messages: MessageRow & { orgId: string; sessionId: string; text: string };
  minuteCounts: Columns<Model.MinuteCountModel>;
  outcomeCounts: Columns<
    Model.OutcomeCountModel,
    { measure: OutcomeMeasure; amount: ColumnType<string, number, number> }
  >;
  // PostgreSQL's bigint is read as text.
  modelPrices: Columns<
    Model.ModelPriceModel,
    { promptMicros: ColumnType<string, bigint, bigint>; completionMicros: ColumnType<string, bigint, bigint> }
  >;
  organizations: Columns<
    Model.OrganizationModel,
    {
      requiresFactor: Generated<boolean>;
      openingHours: NullableJsonColumn<JsonObject[]>;
      personalRules: NullableJsonColumn<JsonObject>;
      config: NullableJsonColumn<JsonObject>;
      environments: NullableJsonColumn<StoredEnvironments>;
    }
  >;
  passwordResets: Columns<
    Model.PasswordResetModel,
    { endsFactor: Generated<boolean>; byMail: Generated<boolean> }
  >;
  rateWindows: Columns<Model.RateWindowModel>;
  recoveryCodes: Columns<Model.RecoveryCodeModel>;
  replays: Columns<
    Model.ReplayModel,
    {
      status: Generated<ReplayStatus>;
      definition: JsonColumn;
      links: JsonColumn<Record<string, string>>;
      search: JsonColumn<JsonObject>;
      standIns: JsonColumn<JsonObject>;
      done: Generated<number>;
      attempts: Generated<number>;
      result: NullableJsonColumn<JsonObject>;
    }
  >;
  requestRecords: Columns<Model.RequestRecordModel>;
  rooms: Columns<Model.RoomModel, { mode: RoomMode }>;
  secrets: Columns<Model.SecretModel>;
  sessionMigrations: Columns<
    Model.SessionMigrationModel,
    {
      status: Generated<ReplayStatus>;
      moved: Generated<number>;
      done: Generated<number>;
      attempts: Generated<number>;
      result: NullableJsonColumn<JsonObject>;
    }
  >;
  savedViews: Columns<Model.SavedViewModel, { page: SavedViewPage }>;
  sessionReads: Columns<Model.SessionReadModel>;
  sessions: Columns<
    Model.SessionModel,
    {
      status: SessionStatus;
      state: JsonColumn<StoredState>;
      metadata: JsonColumn<JsonObject>;
      syncReply: NullableJsonColumn<SessionRow['syncReply']>;
      handledEvents: string[] | null;
    }
  >;
  signInAttempts: Columns<Model.SignInAttemptModel, { subject: Buffer }>;
  signIns: Columns<Model.SignInModel>;
  suggestions: Columns<Model.SuggestionModel>;
  threads: Columns<
    Model.ThreadModel,
    {
      variables: JsonColumn<JsonObject>;
      visitor: NullableJsonColumn<JsonObject>;
      profile: JsonColumn<JsonObject>;
    }
  >;
  timers: Columns<Model.TimerModel>;
  turns: Columns<
    Model.TurnModel,
    {
      status: SessionStatus;
      event: JsonColumn;
      trace: JsonColumn<StoredTurn['trace']>;
      changes: JsonColumn<StoredTurn['changes']>;
      usage: NullableJsonColumn<StoredTurn['usage']>;
      messages: NullableJsonColumn<StoredMessage[]>;
    }
  >;
  uploads: Columns<Model.UploadModel>;
  userIdentities: Columns<Model.UserIdentityModel>;
  users: Columns<Model.UserModel, { credentialsRev: Generated<number> }>;
};
