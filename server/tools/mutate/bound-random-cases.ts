import fc from 'fast-check';

const MOST_MS = 1_000;

// The same cases for every mutant, and no property that takes all the time that a mutant may cost.
fc.configureGlobal({ seed: 1, interruptAfterTimeLimit: MOST_MS });
