type Address = { origin: string; orgId: string; flowId: string };

const KEY = '-H "Authorization: Bearer $PARLEY_API_KEY"';
const JSON_BODY = "-H 'Content-Type: application/json'";

/** The requests of a conversation as shell commands that read PARLEY_API_KEY. */
export function toCurlCommands({ origin, orgId, flowId }: Address): {
  start: string;
  send: string;
  read: string;
} {
  const base = `${origin}/cgw/process/v1/orgs/${orgId}`;
  const start = command(
    `curl -X POST '${base}/flows/${flowId}/sessions'`,
    KEY,
    JSON_BODY,
    `-d '{"variables":{}}'`,
  );
  const send = command(
    `curl -X POST "${base}/sessions/$SESSION_ID/messages"`,
    KEY,
    JSON_BODY,
    `-d '{"text":"Hello"}'`,
  );
  const read = command(`curl "${base}/sessions/$SESSION_ID"`, KEY);
  return { start, send: `SESSION_ID="sessionId from the response"\n${send}`, read };
}

function command(...parts: string[]): string {
  return parts.join(' \\\n  ');
}
