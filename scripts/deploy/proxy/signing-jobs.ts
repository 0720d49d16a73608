import { json, type Answer } from './answer.ts';

interface Job {
  readonly source: { readonly s3: { readonly bucketName: string; readonly key: string } };
  readonly destination: { readonly s3: { readonly bucketName: string; readonly prefix?: string } };
  readonly profileName: string;
}

/** Signer: a signing job copies the object as it is to its destination, under the job's id. */
export function signingJobs(upstream: string): readonly Answer[] {
  const jobs = new Map<string, Record<string, unknown>>();
  let started = 0;
  return [
    {
      name: 'Signer StartSigningJob (copies the object)',
      matches: (call) => call.method === 'POST' && call.url.pathname === '/signing-jobs',
      respond: async (call) => {
        const job = JSON.parse(call.body.toString()) as Job;
        started += 1;
        const jobId = `00000000-0000-4000-8000-${String(started).padStart(12, '0')}`;
        const key = `${job.destination.s3.prefix ?? ''}${jobId}.zip`;
        await copy(upstream, job, key);
        const signedObject = { s3: { bucketName: job.destination.s3.bucketName, key } };
        jobs.set(jobId, { jobId, ...job, signedObject, ...finished });
        return json({ jobId, jobOwner: account }, 200);
      },
    },
    {
      name: 'Signer DescribeSigningJob',
      matches: (call) => call.method === 'GET' && call.url.pathname.startsWith('/signing-jobs/'),
      respond: (call) => {
        const job = jobs.get(call.url.pathname.split('/')[2] ?? '');
        return job === undefined ? json({ message: 'no such job' }, 404) : json(job);
      },
    },
  ];
}

const account = '123456789012';
const moment = 1_735_689_600;
const finished = {
  platformId: 'AWSLambda-SHA384-ECDSA',
  platformDisplayName: 'AWS Lambda',
  profileVersion: 'trial',
  requestedBy: `arn:aws:iam::${account}:root`,
  createdAt: moment,
  completedAt: moment,
  signatureExpiresAt: 5 * 365 * 24 * 3600 + moment,
  status: 'Succeeded',
  statusReason: 'Signing Succeeded',
  jobOwner: account,
  jobInvoker: account,
};

async function copy(upstream: string, job: Job, key: string): Promise<void> {
  const { bucketName } = job.destination.s3;
  const answer = await fetch(`${upstream}/${bucketName}/${key}`, {
    method: 'PUT',
    headers: { 'x-amz-copy-source': `/${job.source.s3.bucketName}/${job.source.s3.key}` },
  });
  if (!answer.ok) throw new Error(`moto_server did not copy ${job.source.s3.key}: ${answer.status}`);
}
