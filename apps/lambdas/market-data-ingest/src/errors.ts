import { FmError } from '@fm/platform';

/** An object under `facts/` that says no kind of file, or one that is not known. */
export const unknownDoor = (key: string, known: readonly string[]) =>
  new FmError('FACTS_KIND_UNKNOWN', {
    what: 'the key does not name a kind of file',
    where: key,
    remedy: `Upload to facts/KIND/FILE, and panels to facts/panel/NAME/FILE; kinds are ${known.join(', ')}.`,
    kind: 'usage',
  });
