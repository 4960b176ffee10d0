import type { DemoFacts } from './demo-facts';

/** A shell command and its description. */
export type DemoRequest = { title: string; curl: string };

const JSON_TYPE = "-H 'Content-Type: application/json'";

/** One request for each API of the demo. */
export function listDemoRequests(baseUrl: string, facts: DemoFacts): DemoRequest[] {
  return [
    ...toHeadless(baseUrl, facts),
    ...toChat(baseUrl, facts),
    ...toFlowrest(baseUrl, facts),
    ...toUmi(baseUrl, facts),
  ];
}

function toHeadless(baseUrl: string, { orgId, apiKey, flows }: DemoFacts): DemoRequest[] {
  const [slug, flowId] = Object.entries(flows)[0] ?? [];
  if (!flowId) return [];
  const url = `${baseUrl}/cgw/process/v1/orgs/${orgId}/flows/${flowId}/sessions`;
  return [{ title: `Start a conversation with "${slug}"`, curl: toCurl(url, `Bearer ${apiKey}`, {}) }];
}

function toChat(baseUrl: string, { chat }: DemoFacts): DemoRequest[] {
  const [intentName] = chat?.intents ?? [];
  if (!chat || !intentName) return [];
  const api = `${baseUrl}/api/public/v1/chat`;
  const session = toCurl(`${api}/sessions`, null, { publicKey: chat.publicKey });
  const token = `node -p 'JSON.parse(fs.readFileSync(0)).sessionToken'`;
  const body = toQuoted(JSON.stringify({ text: 'I would like to check my order', intentName }));
  const curl = [
    `TOKEN=$(${session} | ${token})`,
    `curl -s -X POST '${api}/messages' -H "Authorization: Bearer $TOKEN" ${JSON_TYPE} \\\n  -d ${body}`,
  ];
  return [{ title: 'Open a chat session as a web page does, and ask a question', curl: curl.join('\n') }];
}

function toFlowrest(baseUrl: string, { flowrest }: DemoFacts): DemoRequest[] {
  if (!flowrest) return [];
  const originator = { name: 'Jane Doe', role: 'external' };
  const body = { payload: { type: 'text', speech: 'hello', originator } };
  const curl = toCurl(`${baseUrl}/rest/v1/messages/demo-thread?sync=true`, flowrest.apiKey, body);
  return [{ title: 'Send a message to a thread, and read the reply', curl }];
}

function toUmi(baseUrl: string, { orgId, umi }: DemoFacts): DemoRequest[] {
  if (!umi) return [];
  const url = `${baseUrl}/api/v5/orgs/${orgId}/unified_messaging/${umi.configId}/messages`;
  const message = {
    body: 'Hello, I need help with my order!',
    thread_id: 'demo-thread',
    sender_id: 'customer@example.com',
    message_id: 'demo-message-1',
  };
  const title = `Send an e-mail's text; the answer arrives as a webhook: curl -s ${baseUrl}/demo/webhooks/umi`;
  return [{ title, curl: toCurl(url, `Bearer ${umi.token}`, { messages: [message] }) }];
}

function toCurl(url: string, credential: string | null, body: object): string {
  const authorization = credential === null ? '' : ` -H 'Authorization: ${credential}'`;
  return `curl -s -X POST '${url}' \\\n ${authorization} ${JSON_TYPE} \\\n  -d ${toQuoted(JSON.stringify(body))}`;
}

function toQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
