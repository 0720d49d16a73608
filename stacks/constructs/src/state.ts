import { stateFileOf, stateKeyOf, type Settings } from '@fm/stack-settings';
import { LocalBackend, S3Backend, type TerraformStack } from 'cdktf';

/** Gives a stack the backend that the settings name: a locked, encrypted object, or a local file. */
export function attachBackend(stack: TerraformStack, settings: Settings, layer: string): void {
  if (settings.backend === 'local') {
    new LocalBackend(stack, { path: stateFileOf(settings, layer) });
    return;
  }
  const backend = new S3Backend(stack, {
    bucket: settings.stateBucket,
    key: stateKeyOf(settings, layer),
    region: settings.region,
    encrypt: true,
    ...(settings.s3PathStyle ? { usePathStyle: true } : {}),
  });
  // Missing from S3BackendConfig of cdktf 0.21, which predates Terraform's own S3 lock file.
  backend.addOverride('use_lockfile', true);
}
