import { openConnection } from './connection';
import { CONVERSATION, DETOUR, ECHO, type Exchange } from './conversation';
import type { Party } from './parties';
import { openWire } from './wire';

/** Throws unless a party answers the conversations with what is expected, so that no wrong answer is measured. */
export async function checkParty(party: Party): Promise<void> {
  await checkExchanges(party, party.flows.conversation, CONVERSATION);
  await checkExchanges(party, party.flows.conversation, DETOUR);
  await checkExchanges(party, party.flows.echo, [...ECHO, ECHO[1]]);
}

async function checkExchanges(party: Party, flow: string, exchanges: readonly Exchange[]): Promise<void> {
  const connection = await openConnection(party.port);
  const wire = openWire(party.wire);
  let id = '';
  for (const { text, replies, isOver } of exchanges) {
    const request = text === null ? wire.begin(flow).request : wire.say(flow, id, text);
    const { status, body } = await connection.ask(request);
    const isRight = status === (text === null ? wire.started : 200);
    const answer = isRight ? wire.parse(body) : null;
    const expected = JSON.stringify({ replies, isOver });
    if (!answer || JSON.stringify({ replies: answer.replies, isOver: answer.isOver }) !== expected)
      throw new Error(
        `${party.name} answers ${text ?? 'a start'} with ${status} ${body}, not with ${expected}.`,
      );
    id = answer.sessionId;
  }
  connection.close();
}
