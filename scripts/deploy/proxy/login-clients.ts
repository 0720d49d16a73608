import type { Answer, Call, Result } from './answer.ts';

interface Stack {
  readonly id: string;
  readonly name: string;
  readonly template: string;
  readonly tags: string;
  readonly clientId: string;
  readonly deleted: boolean;
}

interface Template {
  readonly Resources: { readonly Client: { readonly Properties: { readonly UserPoolId: string } } };
}

/**
 * CloudFormation stacks that make one client of a user pool, which moto_server's CloudFormation does not know: the
 * client is made in its Cognito, the stack is kept here.
 */
export function loginClients(upstream: string): readonly Answer[] {
  const stacks = new Map<string, Stack>();

  async function create(form: URLSearchParams): Promise<Result> {
    const name = form.get('StackName') ?? '';
    const template = form.get('TemplateBody') ?? '';
    const { Properties } = (JSON.parse(template) as Template).Resources.Client;
    const { ClientId: clientId } = await cognito(upstream, 'CreateUserPoolClient', {
      UserPoolId: Properties.UserPoolId,
      ClientName: name,
      GenerateSecret: true,
    });
    const id = `arn:aws:cloudformation:us-east-1:123456789012:stack/${name}/00000000-0000-4000-8000-000000000000`;
    stacks.set(name, { id, name, template, tags: tagsOf(form), clientId: clientId ?? '', deleted: false });
    return answer('CreateStack', `<StackId>${id}</StackId>`);
  }

  async function remove(stack: Stack): Promise<Result> {
    const { UserPoolId } = (JSON.parse(stack.template) as Template).Resources.Client.Properties;
    await cognito(upstream, 'DeleteUserPoolClient', { UserPoolId, ClientId: stack.clientId });
    stacks.set(stack.name, { ...stack, deleted: true });
    return answer('DeleteStack', '');
  }

  function respond(call: Call): Result | Promise<Result> {
    const form = new URLSearchParams(call.body.toString());
    const action = form.get('Action');
    if (action === 'CreateStack') return create(form);
    const asked = form.get('StackName') ?? '';
    const stack = [...stacks.values()].find(({ id, name, deleted }) => id === asked || (name === asked && !deleted));
    if (stack === undefined) return missing(asked);
    if (action === 'DeleteStack') return remove(stack);
    if (action === 'GetTemplate') return answer(action, `<TemplateBody>${escaped(stack.template)}</TemplateBody>`);
    return answer('DescribeStacks', `<Stacks><member>${described(stack)}</member></Stacks>`);
  }

  return [
    {
      name: 'CloudFormation stack of the login client',
      matches: ({ method, body }) =>
        method === 'POST' && /(?:^|&)StackName=[^&]*login-client/.test(body.toString('latin1')),
      respond,
    },
  ];
}

function described({ id, name, tags, clientId, deleted }: Stack): string {
  return [
    `<StackId>${id}</StackId><StackName>${name}</StackName><CreationTime>2025-01-01T00:00:00Z</CreationTime>`,
    `<StackStatus>${deleted ? 'DELETE_COMPLETE' : 'CREATE_COMPLETE'}</StackStatus>`,
    '<DisableRollback>false</DisableRollback><EnableTerminationProtection>false</EnableTerminationProtection>',
    `<Outputs><member><OutputKey>ClientId</OutputKey><OutputValue>${clientId}</OutputValue></member></Outputs>`,
    `<Tags>${tags}</Tags>`,
  ].join('');
}

function tagsOf(form: URLSearchParams): string {
  const keys = [...form].filter(([name]) => /^Tags\.member\.\d+\.Key$/.test(name));
  const tag = ([name, key]: [string, string]) =>
    `<member><Key>${key}</Key><Value>${form.get(name.replace(/Key$/, 'Value')) ?? ''}</Value></member>`;
  return keys.map(tag).join('');
}

function answer(action: string, result: string): Result {
  const namespace = 'http://cloudformation.amazonaws.com/doc/2010-05-15/';
  const body = `<${action}Response xmlns="${namespace}"><${action}Result>${result}</${action}Result></${action}Response>`;
  return { status: 200, type: 'text/xml', body };
}

function missing(name: string): Result {
  const message = `Stack with id ${name} does not exist`;
  const body = `<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>${message}</Message></Error></ErrorResponse>`;
  return { status: 400, type: 'text/xml', body };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

async function cognito(upstream: string, operation: string, input: object): Promise<{ readonly ClientId?: string }> {
  const response = await fetch(upstream, {
    method: 'POST',
    headers: {
      'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
      'content-type': 'application/x-amz-json-1.1',
      authorization:
        'AWS4-HMAC-SHA256 Credential=trial/20250101/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify(input),
  });
  if (!response.ok) throw new Error(`moto_server: ${operation} failed with ${response.status}`);
  const text = await response.text();
  const { UserPoolClient } = JSON.parse(text || '{}') as { UserPoolClient?: { ClientId: string } };
  return UserPoolClient ?? {};
}
