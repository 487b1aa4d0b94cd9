/** Limits that both sides compile in (protocol §12). No server can change one. Bytes, where no other unit is given. */

/** One plaintext size for every letter. */
export const LETTER = 16_384;
/** State and standing records: room for 30 keyholders. */
export const RECORD = 4_096;
/** A sealed letter with room for the stanza that rage adds. */
export const SLOT = 17_408;
/** A sealed record, likewise. */
export const RECORD_FRAME = 4_608;
/** What one poll always weighs: state, standing and two slots. */
export const POLL = 2 * RECORD_FRAME + 2 * SLOT;
/** One part of an upload; stays in memory on both sides. */
export const PART = 1_048_576;
export const PARTS_A_TICKET = 64;
/** 1 GiB and its padding. */
export const MAX_PARTS = 1_088;
export const MAX_FILE = 1_073_741_824;
/** First reports may be long. */
export const MAX_ENVELOPE = 1_048_576;
/** Characters of a first report. */
export const MAX_WORDS = 100_000;
/** Files of one letter. */
export const MAX_UPLOADS = 40;
/** People of one desk: with the recovery recipient they fit 32 stanzas. */
export const MAX_HOLDERS = 30;
/** A client refuses harder work: 5 s on the slow reference. */
export const MAX_DIFFICULTY = 17;
/** Ids in `received`. */
export const MAX_RECEIVED = 32;
/** Letters that a mailbox keeps unread. */
export const MAX_UNREAD = 64;
export const MAX_JSON = 65_536;
/** The whole directory of a relay that many desks share. */
export const MAX_DIRECTORY = 4_194_304;
export const MAX_CARD_NAMES = 40;
/** Characters of one name on a conflict card. */
export const MAX_CARD_NAME = 120;
