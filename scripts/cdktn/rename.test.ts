import { expect, test } from '@jest/globals';
import { importsCdktf, renamed } from './rename.ts';

test('an import of cdktf or of its provider leads to the fork, and nothing else changes', () => {
  const source = [
    "import { App } from 'cdktf';",
    "import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket/index.js';",
    "const tags = { ManagedBy: 'cdktf' };",
    "import { x } from 'cdktf-like';",
  ].join('\n');
  expect(renamed(source)).toBe(
    [
      "import { App } from 'cdktn';",
      "import { S3Bucket } from '@cdktn/provider-aws/lib/s3-bucket/index.js';",
      "const tags = { ManagedBy: 'cdktf' };",
      "import { x } from 'cdktf-like';",
    ].join('\n'),
  );
  expect(importsCdktf("const tag = 'cdktf';")).toBe(false);
});
