import { IncomingMessage } from 'node:http';

/*
 * Requests that ask for another protocol (`Upgrade`).
 * upgrades/ignored  Such a request is answered over HTTP/1.1 as if it had not asked (RFC 9110, 7.8), whatever protocol it
 *                   names. Node does so for a server on which nobody listens for upgrades.
 */

/** Makes requests that pass on an upgrade only for paths under `prefix`, for a server on which somebody listens. */
export function createUpgradeFilter(prefix: string): typeof IncomingMessage {
  return class SelectiveMessage extends IncomingMessage {
    constructor(...args: ConstructorParameters<typeof IncomingMessage>) {
      super(...args);
      let asks = false;
      Object.defineProperty(this, 'upgrade', {
        // Node sets it before it asks for it, and knows the target by then. A CONNECT has no path.
        get: () => asks && (this.method === 'CONNECT' || this.url?.startsWith(prefix) === true),
        set: (value: unknown) => {
          asks = value === true;
        },
      });
    }
  };
}
