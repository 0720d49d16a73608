import { reviseJson, type Answer, type Call } from './answer.ts';

const path = /^\/2015-03-31\/functions(?:\/([^/]+)(?:\/configuration)?)?\/?$/;
const kept = ['DeadLetterConfig', 'LoggingConfig'];

/**
 * Lambda: where a function logs, its dead-letter queue and the code it takes, which moto_server does not give back.
 *
 * @param codeSigning - code-signing configuration by name of function
 */
export function functions(codeSigning: Map<string, string>): readonly Answer[] {
  const settings = new Map<string, Record<string, unknown>>();

  function remember(call: Call): void {
    const body = JSON.parse(call.body.toString()) as Record<string, unknown>;
    const name = nameOf(call) ?? String(body['FunctionName']);
    if (typeof body['CodeSigningConfigArn'] === 'string') codeSigning.set(name, body['CodeSigningConfigArn']);
    const given = kept.filter((key) => body[key] !== undefined).map((key) => [key, body[key]]);
    settings.set(name, { ...settings.get(name), ...(Object.fromEntries(given) as object) });
  }

  return [
    {
      name: 'Lambda CreateFunction, UpdateFunctionConfiguration (remembers logging and dead letters)',
      matches: (call) => path.test(call.url.pathname) && ['POST', 'PUT'].includes(call.method),
      respond: (call) => {
        remember(call);
        return { forward: call };
      },
    },
    {
      name: 'Lambda GetFunction (with logging and dead letters)',
      matches: (call) => call.method === 'GET' && settings.has(nameOf(call) ?? ''),
      respond: (call) => {
        const found = settings.get(nameOf(call) ?? '');
        const revise = reviseJson((answer) => {
          if ('Configuration' in answer)
            return { ...answer, Configuration: { ...(answer['Configuration'] as object), ...found } };
          return { ...answer, ...found };
        });
        return { forward: call, revise };
      },
    },
  ];
}

function nameOf(call: Call): string | undefined {
  return path.exec(call.url.pathname)?.[1];
}
