/** What the first page asks for. */
const questions = ['/api/v1/overview', '/api/v1/summaries?statistics=false', '/api/v1/navigation'];

/** Times that each is asked: the first makes the answer, the others have its way through the server compiled. */
const times = 20;

/**
 * Asks a server the questions of the first page before anybody else does: anyone who opens it, or many at once, find
 * the answers computed and compressed, and their code compiled. A warehouse without a run, or one that does not answer,
 * is not a reason not to serve.
 *
 * @param url - address of the server, without a path
 */
export async function warmUp(url: string): Promise<void> {
  for (let time = 0; time < times; time++) {
    const encoding = time % 2 === 0 ? 'gzip' : 'identity';
    for (const question of questions) if (!(await isAnswered(url + question, encoding))) return;
  }
}

async function isAnswered(address: string, encoding: string): Promise<boolean> {
  try {
    const answer = await fetch(address, { headers: { 'accept-encoding': encoding } });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}
