import { closeLostAttempts, explainFailure, failRun, hasSucceeded, planRun, type RunOptions } from '@fm/mining';
import { FmError } from '@fm/platform';
import { readFailures } from './failures.ts';
import type { Done, JobContext } from './job-context.ts';

/** Characters of an explanation: a state machine passes it on, and a person reads it. */
const longest = 8000;

/**
 * Finds out why an execution failed, records it with the run, and writes it to `failure.txt` for the states that follow.
 * A request that is refused, or finds no data, is refused again, with every fault; else the slices and the jobs that
 * failed say it.
 */
export async function explain(context: JobContext, runOptions: () => Promise<RunOptions>): Promise<Done> {
  const { runId, text } = await explanation(context, runOptions);
  const short = text.length <= longest ? text : `${text.slice(0, longest)}...`;
  await context.store.putIfAbsent('failure.txt', short);
  return { runId };
}

async function explanation(
  { warehouse, store }: JobContext,
  runOptions: () => Promise<RunOptions>,
): Promise<{ readonly runId: string; readonly text: string }> {
  let options: RunOptions;
  let plan;
  try {
    options = await runOptions();
    plan = await planRun(warehouse, options.request);
  } catch (thrown) {
    if (thrown instanceof FmError) return { runId: '', text: thrown.message };
    throw thrown;
  }
  const { runId } = plan;
  const jobs = (await readFailures(store)).map(({ command, index, attempt, message }) => {
    const which = command === 'compute' || command === 'test' ? `${command} job ${index}` : command;
    return `${which}, attempt ${attempt}: ${message}`;
  });
  if (await hasSucceeded(warehouse, runId)) {
    return { runId, text: [`Run ${runId} is complete, but a step after it failed.`, ...jobs].join('\n') };
  }
  await closeLostAttempts({ ...options, runId }, true);
  const slices = await explainFailure(warehouse, runId);
  const text = [
    `Run ${runId} is not complete. ${slices}`.trim(),
    ...jobs.slice(0, 20),
    `Finish it with \`fm runs resume ${runId}\`, or start the workflow again with the same input: what is done is not done again.`,
  ].join('\n');
  await failRun(options, plan, new Error(text));
  return { runId, text };
}
