import { expect } from 'vitest';
import { type Asked, ask, type ErrorBody, type Reply, requireBody, type Target } from '../support/target';

export type Paged<T> = { items: T[]; nextCursor: string | null };

/** Asks the management API of a target's organization; paths begin after the organization. */
export type ManagementClient = {
  call<Body>(method: string, path: string, asked?: Asked): Promise<Reply<Body>>;
  /** Expects a failure of that status and code, and gives what it says. */
  expectError(reply: Promise<Reply<ErrorBody>>, status: number, code: string): Promise<ErrorBody['error']>;
};

export function openManagement(target: () => Target): ManagementClient {
  return {
    call: (method, path, asked) => ask(target(), method, `/api/v1/orgs/${target().orgId}${path}`, asked),
    expectError: async (reply, status, code) => {
      const { error } = requireBody(await reply, status);
      expect(error.code).toBe(code);
      return error;
    },
  };
}
