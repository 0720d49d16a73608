import { BedrockRuntimeClient, type BedrockRuntimeClientConfig } from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';

/**
 * A Bedrock client over HTTP/1.1, which every proxy and local stand-in speaks (the default is HTTP/2), that waits as long as a long report may take and retries throttling by itself. Region, credentials
 * and `AWS_ENDPOINT_URL_BEDROCK_RUNTIME` come from the environment, as for every AWS client.
 *
 * @param config - what to set differently. @default three attempts, two minutes per call
 */
export function createBedrockClient(config: BedrockRuntimeClientConfig = {}): BedrockRuntimeClient {
  return new BedrockRuntimeClient({
    maxAttempts: 3,
    retryMode: 'adaptive',
    requestHandler: new NodeHttpHandler({ connectionTimeout: 5_000, requestTimeout: 120_000 }),
    ...config,
  });
}
