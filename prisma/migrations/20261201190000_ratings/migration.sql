-- Ratings that people give are counted with the outcomes of their sessions.
ALTER TABLE "outcome_counts" DROP CONSTRAINT "outcome_counts_measure_check";
ALTER TABLE "outcome_counts" ADD CONSTRAINT "outcome_counts_measure_check" CHECK (
  "measure" IN ('started', 'ended', 'ended_alone', 'failed', 'handed_over', 'answered', 'tokens', 'cost_micros', 'rated')
);
