import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readSample, toResultKey } from './sample.mjs';

/** Names every change that no test noticed as soon as it is known: place, kind, old and new code. */
export class SurvivorsReporter {
  #sample = readSample();

  onMutantTested(mutant) {
    const { status, fileName, location, mutatorName, replacement } = mutant;
    if (status !== 'Survived' && status !== 'NoCoverage') return;
    if (this.#sample !== null && !this.#sample.has(toResultKey(mutant))) return;
    const place = `${path.relative(process.cwd(), fileName)}:${location.start.line}:${location.start.column}`;
    const [before, after] = [readCode(fileName, location), replacement ?? ''].map(toLine);
    console.log(`${status} ${place} ${mutatorName}: ${before} → ${after}`);
  }
}

function readCode(fileName, { start, end }) {
  const lines = readFileSync(fileName, 'utf8')
    .split('\n')
    .slice(start.line - 1, end.line);
  const whole = lines.join('\n');
  const tail = (lines.at(-1) ?? '').length - (end.column - 1);
  return whole.slice(start.column - 1, whole.length - tail);
}

const toLine = (code) => code.replace(/\s+/g, ' ').slice(0, 100);
