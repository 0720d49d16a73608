/** Largest table of actions, groups or rates that is read: a million lines are about 50 MB. */
export const maxTableBytes = 256 * 2 ** 20;

/** Most bytes of a packed price file that are unpacked; they are unpacked in memory. */
export const maxUnpackedBytes = 256 * 2 ** 20;
