/** One message of a transcript. */
export type TranscriptLine = { seq: number; turnNo: number; direction: 'inbound' | 'outbound'; text: string };

/** Checks a transcript of the echo flow that was sent `texts` in any order; returns the faults. */
export function judgeTranscript(
  sessionId: string,
  rows: readonly TranscriptLine[],
  texts: readonly string[],
): string[] {
  const failures: string[] = [];
  const complain = (what: string) => failures.push(`${sessionId}: ${what}`);
  if (rows.some(({ seq }, index) => seq !== index + 1)) complain('there is a gap in seq');
  const received = rows.filter(({ direction }) => direction === 'inbound');
  const [is, should] = [received.map(({ text }) => text).toSorted(), texts.toSorted()];
  if (is.join('|') !== should.join('|'))
    complain(`${is.length} messages were taken and not ${should.length}`);
  if (new Set(received.map(({ turnNo }) => turnNo)).size !== received.length)
    complain('two messages share a turn');
  for (const { seq, text } of received) {
    const answer = rows[seq];
    if (answer?.direction !== 'outbound' || answer.text !== `You said: ${text}`)
      complain(`"${text}" is not followed by its answer`);
  }
  return failures;
}
