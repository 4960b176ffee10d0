import { IncomingMessage } from 'node:http';

/*
 * Requests for another protocol (`Upgrade`).
 * upgrades/ignored  Such a request is answered over HTTP/1.1 as if it had not asked (RFC 9110, section 7.8), whatever the
 *                   protocol. Node does so for a server without a listener for upgrades.
 */

/** Creates a request class that reports upgrades only under `prefix`, for a server with a listener for upgrades. */
export function createUpgradeFilter(prefix: string): typeof IncomingMessage {
  return class SelectiveMessage extends IncomingMessage {
    constructor(...args: ConstructorParameters<typeof IncomingMessage>) {
      super(...args);
      let asks = false;
      Object.defineProperty(this, 'upgrade', {
        // Node sets this before it reads it, and has parsed the target by then. CONNECT has no path.
        get: () => asks && (this.method === 'CONNECT' || this.url?.startsWith(prefix) === true),
        set: (value: unknown) => {
          asks = value === true;
        },
      });
    }
  };
}
