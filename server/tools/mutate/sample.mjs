import { readFileSync } from 'node:fs';
import path from 'node:path';

const LONGEST_LINE = 1_000_000;

/**
 * Names a mutant by its file, place, kind and new code, the same way in every process. `location` begins with line 0 and
 * column 0, as Stryker's instrumenter has it.
 */
export function toMutantKey({ fileName, location: { start, end }, mutatorName, replacement }) {
  const place = [start.line, start.column, end.line, end.column].join(':');
  return `${toFile(fileName)}:${place} ${mutatorName} ${replacement}`;
}

/** The same for a mutant of Stryker's results, whose lines and columns begin with 1. */
export function toResultKey({ location: { start, end }, ...mutant }) {
  const back = ({ line, column }) => ({ line: line - 1, column: column - 1 });
  return toMutantKey({ ...mutant, location: { start: back(start), end: back(end) } });
}

/** Reads the keys of the mutants to test from the file in MUTATE_SAMPLE; null for all of them. */
export function readSample() {
  const { MUTATE_SAMPLE: file = '' } = process.env;
  return file === '' ? null : new Set(JSON.parse(readFileSync(file, 'utf8')));
}

/** Leaves out the code that contains no mutant of the sample; beside those of the sample, others may stand in what remains. */
export function createSampleIgnorer(sample) {
  const placesByFile = new Map();
  for (const key of sample ?? []) {
    const [file, ...place] = key.slice(0, key.indexOf(' ')).split(':');
    placesByFile.set(file, [...(placesByFile.get(file) ?? []), toSpan(place.map(Number))]);
  }
  return {
    shouldIgnore: ({ node: { loc }, hub }) => {
      if (sample === null || !loc) return undefined;
      const [start, end] = toSpan([loc.start.line - 1, loc.start.column, loc.end.line - 1, loc.end.column]);
      const places = placesByFile.get(toFile(hub.file.opts.filename)) ?? [];
      return places.some(([from, to]) => start <= from && to <= end) ? undefined : 'not in the sample';
    },
  };
}

/** Start and end as numbers that are in the order of the text. */
function toSpan([startLine, startColumn, endLine, endColumn]) {
  return [startLine * LONGEST_LINE + startColumn, endLine * LONGEST_LINE + endColumn];
}

function toFile(fileName) {
  return path.relative(process.cwd(), fileName).replaceAll(path.sep, '/');
}
