/** Parameters of Argon2id for receipts. Compiled in: a server that could choose them would choose weak ones. */

/** KiB: fits a phone of 1 GB; the receipt's 74 bits carry the rest. */
export const MEMORY = 32 * 1024;
export const PASSES = 4;
export const LANES = 1;
/** Bytes of the master key. */
export const LENGTH = 32;
