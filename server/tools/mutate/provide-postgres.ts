import type { TestProject } from 'vitest/node';

/** Hands tests the PostgreSQL of the run, which all its processes share. */
export default function providePostgres(project: TestProject): void {
  project.provide('testPostgres', JSON.parse(process.env.MUTATE_POSTGRES ?? '{}'));
}
