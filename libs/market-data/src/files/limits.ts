/** Largest table of actions, groups or rates that is read: a million lines are about 50 MB. */
export const maxTableBytes = 256 * 2 ** 20;
