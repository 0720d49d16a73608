import type { RowOf, runsTable } from '@fm/warehouse/rows';

/** A row of a complete run. */
export function storedRun(run_id: string, started_at: string): RowOf<typeof runsTable> {
  return {
    ...{ run_id, started_at, status: 'succeeded', request: '{}', data_version: '', code_version: '', synthetic: false },
    ...{ notes: '[]', finished_at: null, error: '', planned_at: null, thread_no: 0, parallel_m: 0, jobs: 0 },
    ...{ runner: '', execution: '', host: '', pid: 0, slices: 0, attempt: 1, version: 1n },
  };
}
