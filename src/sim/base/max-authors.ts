/** How many authors of writes an op can tell apart. */

/** Most regions and lost disks of a run together; see storage/op-log.ts. */
export const maxAuthors = 256;
