import type { SessionRow } from '@/server/db/session/row';
import type { Outcome } from '@/server/engine/protocol';
import { type DomainError, domainError } from '@/server/shared/errors';
import { toFinishedError } from '../require-session';

type Refused = Extract<Outcome, { kind: 'refused' }>;

/** The error for a step that the engine refused; `received` names the kind of input that was sent. */
export function toRefusalError(
  row: SessionRow,
  refused: Refused,
  received: 'text' | 'transferResult' = 'text',
): DomainError {
  switch (refused.reason) {
    case 'finished':
      return toFinishedError(row);
    case 'inbox_full':
      return domainError('inbox_full', { max: refused.max });
    case 'state_full':
      return domainError('limit_exceeded', { limit: 'session state characters', max: refused.max });
    case 'wrong_input':
      return domainError('wrong_input', { status: row.status, expected: refused.expected, received });
  }
}
