import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openObjectStore, type ObjectStore } from '@fm/object-store';
import { loadConfig, makePrivateFolder } from '@fm/platform';

/** The object store of `FM_OBJECT_STORE`, else the folder `objects` under `FM_HOME`. */
export function openRawStore(): Promise<ObjectStore> {
  const { objectStore, home } = loadConfig();
  if (objectStore === undefined) makePrivateFolder(home);
  return openObjectStore(objectStore ?? pathToFileURL(resolve(join(home, 'objects'))).href);
}
