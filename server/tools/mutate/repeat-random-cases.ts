import fc from 'fast-check';

// The same cases for every mutant, so that a run can be repeated.
fc.configureGlobal({ seed: 1 });
