import type { JsonResponse } from '@/server/http/response/response';
import { type DomainError, type ErrorTable, renderError } from '@/server/shared/errors';
import { CHAT_ERRORS, type Failure, renderInvalid } from '../errors';

/** Every failure in the form of the Engine API: an invalid request is `invalid_input` with any status. */
const ENGINE_ERRORS: ErrorTable<Failure> = {
  ...CHAT_ERRORS,
  invalid_request: (details) => renderInvalid(details, 'invalid_input'),
  limit_exceeded: (details) => ({ ...CHAT_ERRORS.limit_exceeded(details), error: 'invalid_input' }),
  idempotency_key_invalid: (details) => ({
    ...CHAT_ERRORS.idempotency_key_invalid(details),
    error: 'invalid_input',
  }),
  credential_missing: () => ({
    status: 401,
    error: 'invalid_token',
    message: 'No engine token was sent. Add the header Authorization: Bearer <ENGINE_API_TOKEN>.',
  }),
  credential_invalid: (details) => ({
    status: 401,
    error: 'invalid_token',
    message: 'The engine token is not valid here. Use an API key of the organization.',
    details,
  }),
  permission_denied: ({ scope }) => ({
    status: 403,
    error: 'forbidden',
    message:
      scope === null
        ? "The tenant is not the token's. Send the token's organization as tenant_id."
        : `The token lacks the scope ${scope}. Use one that has it.`,
    ...(scope === null ? {} : { details: { scope } }),
  }),
  not_found: (details) =>
    details.thing === 'channel'
      ? {
          status: 404,
          error: 'widget_not_found',
          message: 'The organization has no enabled chat widget. Create one, or name a conversation.',
        }
      : CHAT_ERRORS.not_found(details),
};

/** Renders a failure in the envelope {"error","message","details"?}. */
export function renderEngineFailure(error: DomainError): JsonResponse {
  const { status, ...body } = renderError(ENGINE_ERRORS, error);
  return { status, body };
}
