import { FmError } from '@fm/platform';

/** Something exists where a backup is to be written, or where a data folder is to be restored. */
export function placeTaken(path: string): FmError {
  return new FmError('BACKUP_PLACE_TAKEN', {
    what: 'something is already there, and it is not replaced',
    where: path,
    remedy: 'Give a path that does not exist, or an empty folder to restore to.',
    kind: 'usage',
  });
}

/** The folder is not a backup. */
export function backupUnreadable(folder: string, cause: unknown): FmError {
  return new FmError('BACKUP_UNREADABLE', {
    what: 'the folder has no manifest of a backup',
    where: folder,
    remedy: 'Give a folder that `fm backup` wrote.',
    kind: 'usage',
    cause,
  });
}

/** Files of a backup are missing or are not what was written. */
export function backupDamaged(folder: string, paths: readonly string[]): FmError {
  const shown = paths.slice(0, 3).join(', ');
  return new FmError('BACKUP_DAMAGED', {
    what: `${paths.length} files of the backup are missing or were changed: ${shown}${paths.length > 3 ? ', ...' : ''}`,
    where: folder,
    remedy: 'Restore from another backup. Nothing was written.',
  });
}

/** A later release wrote the backup. */
export function backupNewer(folder: string, program: string): FmError {
  return new FmError('BACKUP_NEWER', {
    what: `the backup was written by version ${program}, whose tables this version does not know`,
    where: folder,
    remedy: 'Install that version or a later one.',
  });
}
