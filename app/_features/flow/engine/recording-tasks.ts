import type { MessageView, SessionEvent, SessionView, TurnView } from '@/app/_features/session/view';
import type { JsonObject } from '@/server/engine/json';
import type { Comparison } from '@/server/engine/replay/compare';
import type { Mismatch } from '@/server/engine/replay/verify';
import type { DraftTests } from './test-tasks';

/** Why a file does not open, or a draft does not run. */
type Refused = { ok: false; reason: string };

/** A version of a flow in a session file; `number` is null for one without a number, such as a draft. */
export type FileFlow = { key: string; slug: string; number: number | null };

/** How a session of a file ran: as it was recorded, with the traces of its replay. */
export type OpenedSession = {
  id: string;
  /** All flows of the file, the one that the session started on first. */
  flows: FileFlow[];
  /** The definitions by the keys of their flows. */
  definitions: Record<string, JsonObject>;
  turns: TurnView[];
  events: SessionEvent[];
  end: Pick<SessionView, 'status' | 'control' | 'wait' | 'failure'>;
  verified: Verified;
};

/**
 * The exact comparison with what was stored. `differences` has the first one of each turn that differs; `unverified` are the
 * numbers of the turns that were not compared, because `credentials` were replaced by placeholders. The number after the last
 * turn stands for the end of the session.
 */
export type Verified = {
  differences: (Omit<Mismatch, 'turn'> & { no: number })[];
  unverified: number[];
  credentials: number;
};

export type OpenedFile = Refused | { ok: true; session: OpenedSession };

/** A session file, and the draft that it runs on. */
export type FileOnDraft = Pick<DraftTests, 'text' | 'called'> & { file: Blob };

/** One run of a compared session. */
export type ComparedRun = { definition: JsonObject; turns: TurnView[]; messages: MessageView[] };

/** A session as it was recorded, and on a draft. */
export type ComparedFile =
  | Refused
  | ({ ok: true; past: ComparedRun; next: ComparedRun } & Pick<Comparison, 'verdict' | 'parting' | 'stop'>);
