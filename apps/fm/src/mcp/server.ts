import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { codeVersion, FmError, messageOf } from '@fm/platform';
import { Value } from 'typebox/value';
import type { Tool, ToolContext } from './tool.ts';

/** Instructions that an agent reads once, for all tools. */
const instructions =
  'Factor mining: which characteristics of stocks predict their returns, with the evidence. Results are adjusted for everything tried before; a run marked synthetic is about an invented market.';

/** Offers tools on standard input and output until the input ends. */
export async function serveTools(tools: readonly Tool[], context: ToolContext): Promise<void> {
  const server = createMcpServer(tools, context);
  const ended = new Promise<void>((resolve) => {
    server.onclose = resolve;
    process.stdin.once('end', resolve);
  });
  await server.connect(new StdioServerTransport());
  await ended;
  await server.close();
}

/** A server of the Model Context Protocol over tools; it is not connected to anything yet. */
function createMcpServer(tools: readonly Tool[], context: ToolContext): Server {
  const server = new Server(
    { name: 'factor-mining', version: codeVersion },
    { capabilities: { tools: {} }, instructions },
  );
  server.setRequestHandler(ListToolsRequestSchema, async () => ({
    tools: tools.map(({ name, description, input, readOnly }) => ({
      ...{ name, description },
      inputSchema: JSON.parse(JSON.stringify(input)) as { type: 'object' },
      annotations: { readOnlyHint: readOnly, destructiveHint: false, openWorldHint: false },
    })),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    try {
      return answer(await called(tools, params.name, params.arguments ?? {}, context));
    } catch (thrown) {
      return { ...answer(faultOf(thrown)), isError: true };
    }
  });
  return server;
}

function called(tools: readonly Tool[], name: string, given: unknown, context: ToolContext): Promise<unknown> {
  const tool = tools.find((one) => one.name === name);
  if (tool === undefined)
    throw new FmError('UNKNOWN_TOOL', {
      what: `there is no tool named "${name}"`,
      remedy: `Use one of ${tools.map((one) => one.name).join(', ')}.`,
      kind: 'usage',
    });
  const [fault] = Value.Errors(tool.input, given);
  if (fault !== undefined)
    throw new FmError('WRONG_ARGUMENTS', {
      what: `${fault.instancePath.slice(1) || 'the input'} ${fault.message}`,
      where: `arguments of ${name}`,
      remedy: 'See the input schema of the tool.',
      kind: 'usage',
    });
  return tool.call(given, context);
}

function answer(value: unknown) {
  return { content: [{ type: 'text' as const, text: JSON.stringify(value) }] };
}

function faultOf(thrown: unknown): Record<string, unknown> {
  if (!(thrown instanceof FmError)) return { code: 'UNEXPECTED', what: messageOf(thrown) };
  const { code, what, where, remedy } = thrown;
  return { code, what, ...(where === undefined ? {} : { where }), remedy };
}
