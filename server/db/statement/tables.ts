import type { ColumnType, Generated } from 'kysely';
import type { Json, JsonObject } from '@/server/engine/json';
import type { SessionState } from '@/server/engine/session';
import type { StoredSecret } from '../channel/stored-secret';
import type * as Model from '../generated/models';

/** A JSON column: read as a value, written as the text that `toStoredJson` makes. */
type JsonColumn<Value = Json> = ColumnType<Value, string, string>;

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
    { before: JsonColumn<JsonObject | null>; after: JsonColumn<JsonObject | null> }
  >;
  cannedReplies: Columns<Model.CannedReplyModel, { createdAt: Generated<Date> }>;
  channels: Columns<
    Model.ChannelModel,
    { settings: JsonColumn<JsonObject>; secrets: JsonColumn<StoredSecret[]> }
  >;
  clientEvents: Columns<Model.ClientEventModel, { props: JsonColumn<JsonObject> }>;
  deliveries: Columns<
    Model.DeliveryModel,
    { no: Generated<string>; headers: JsonColumn<Record<string, string>> }
  >;
  deliveryAttempts: Columns<
    Model.DeliveryAttemptModel,
    { headers: JsonColumn<Record<string, string> | null> }
  >;
  deliveryLanes: Columns<Model.DeliveryLaneModel>;
  domainEvents: Columns<Model.DomainEventModel, { payload: JsonColumn }>;
  effects: Columns<Model.EffectModel, { request: JsonColumn }>;
  eventArrivals: Columns<Model.EventArrivalModel, { payload: JsonColumn }>;
  factors: Columns<Model.FactorModel>;
  flowTriggers: Columns<Model.FlowTriggerModel, { trigger: JsonColumn }>;
  flowVersions: Columns<
    Model.FlowVersionModel,
    { definition: JsonColumn; links: JsonColumn<Record<string, string>> }
  >;
  flows: Columns<Model.FlowModel, { draft: JsonColumn }>;
  hourCounts: Columns<Model.HourCountModel>;
  idempotencyRecords: Columns<Model.IdempotencyRecordModel, { response: JsonColumn<Json | null> }>;
  invitations: Columns<Model.InvitationModel>;
  mails: Columns<Model.MailModel, { attempts: Generated<number> }>;
  members: Columns<Model.MemberModel>;
  messages: Columns<Model.MessageModel, { content: JsonColumn }>;
  minuteCounts: Columns<Model.MinuteCountModel>;
  // PostgreSQL's bigint is read as text.
  modelPrices: Columns<
    Model.ModelPriceModel,
    { promptMicros: ColumnType<string, bigint, bigint>; completionMicros: ColumnType<string, bigint, bigint> }
  >;
  organizations: Columns<Model.OrganizationModel, { requiresFactor: Generated<boolean> }>;
  passwordResets: Columns<
    Model.PasswordResetModel,
    { endsFactor: Generated<boolean>; byMail: Generated<boolean> }
  >;
  rateWindows: Columns<Model.RateWindowModel>;
  recoveryCodes: Columns<Model.RecoveryCodeModel>;
  requestRecords: Columns<Model.RequestRecordModel>;
  rooms: Columns<Model.RoomModel>;
  sessionReads: Columns<Model.SessionReadModel>;
  sessions: Columns<
    Model.SessionModel,
    { state: JsonColumn<SessionState>; metadata: JsonColumn<JsonObject>; direct: JsonColumn<Json | null> }
  >;
  signInTries: Columns<Model.SignInTryModel>;
  signIns: Columns<Model.SignInModel>;
  suggestions: Columns<Model.SuggestionModel>;
  threads: Columns<
    Model.ThreadModel,
    {
      variables: JsonColumn<JsonObject>;
      visitor: JsonColumn<JsonObject | null>;
      profile: JsonColumn<JsonObject>;
    }
  >;
  timers: Columns<Model.TimerModel>;
  turns: Columns<
    Model.TurnModel,
    { event: JsonColumn; trace: JsonColumn; changes: JsonColumn; usage: JsonColumn<Json | null> }
  >;
  uploads: Columns<Model.UploadModel>;
  userIdentities: Columns<Model.UserIdentityModel>;
  users: Columns<Model.UserModel, { credentialsRev: Generated<number> }>;
};
