import { readFileSync, writeFileSync } from 'node:fs';
import { type RecordedSession, replaySession } from '@/server/engine/fixtures/replay-session';

// Fills in the results of the events of a recording: `node server/tools/run-tool.mjs server/tools/record-session.ts
// <file>`. A new recording is written by hand with its seed, flows and events; an old one is recorded again only when
// the engine is meant to answer differently.
const [file = ''] = process.argv.slice(2);
const session: RecordedSession = JSON.parse(readFileSync(file, 'utf8'));
writeFileSync(file, `${JSON.stringify(replaySession(session), null, 2)}\n`);
