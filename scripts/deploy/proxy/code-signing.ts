import { json, type Answer, type Call, type Result } from './answer.ts';

/** Lambda code-signing configurations, kept in memory, and the configuration `ofFunction`, by its name. */
export function codeSigning(ofFunction: Map<string, string>): readonly Answer[] {
  const configs = new Map<string, Record<string, unknown>>();
  let made = 0;

  function onConfigs(call: Call): Result {
    const arn = decodeURIComponent(call.url.pathname.split('/')[3] ?? '');
    if (call.method === 'POST') {
      made += 1;
      const id = `csc-${String(made).padStart(17, '0')}`;
      const config = {
        ...(JSON.parse(call.body.toString()) as object),
        CodeSigningConfigId: id,
        CodeSigningConfigArn: `arn:aws:lambda:us-east-1:123456789012:code-signing-config:${id}`,
        LastModified: '2025-01-01T00:00:00Z',
      };
      configs.set(config.CodeSigningConfigArn, config);
      return json({ CodeSigningConfig: config }, 201);
    }
    const known = configs.get(arn);
    if (known === undefined) return json({ Type: 'User', Message: 'not found' }, 404);
    if (call.method === 'DELETE') configs.delete(arn);
    return call.method === 'DELETE' ? json({}, 204) : json({ CodeSigningConfig: known });
  }

  function onFunction(call: Call): Result {
    const name = decodeURIComponent(call.url.pathname.split('/')[3] ?? '');
    if (call.method === 'PUT') {
      ofFunction.set(name, (JSON.parse(call.body.toString()) as { CodeSigningConfigArn: string }).CodeSigningConfigArn);
    }
    if (call.method === 'DELETE') ofFunction.delete(name);
    const arn = ofFunction.get(name);
    return json(arn === undefined ? {} : { FunctionName: name, CodeSigningConfigArn: arn });
  }

  return [
    {
      name: 'Lambda tags of a code-signing configuration',
      matches: (call) => /^\/2017-03-31\/tags\/.*code-signing-config/.test(decodeURIComponent(call.url.pathname)),
      respond: (call) => {
        const config = configs.get(decodeURIComponent(call.url.pathname).slice('/2017-03-31/tags/'.length));
        return json({ Tags: config?.['Tags'] ?? {} });
      },
    },
    {
      name: 'Lambda code-signing configurations',
      matches: (call) => call.url.pathname.startsWith('/2020-04-22/code-signing-configs'),
      respond: onConfigs,
    },
    {
      name: 'Lambda code-signing configuration of a function',
      matches: (call) => call.url.pathname.endsWith('/code-signing-config'),
      respond: onFunction,
    },
  ];
}
