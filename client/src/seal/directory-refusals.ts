/** Why a directory, or one desk of it, is not believed. Each class has its own sentence in the pages, by its `code`. */
import { Refusal } from "../refusal";

export abstract class DirectoryRefusal extends Refusal {}

/** It is not a directory of this form. Nothing was sent; another try, or another connection, may help. */
export class Malformed extends DirectoryRefusal {
  readonly code = "directory-malformed";
}

/** A signature does not hold: somebody changed it on the way. Do not write to this desk now. */
export class BadSignature extends DirectoryRefusal {
  readonly code = "directory-signature";
}

/** Fewer than two independent people vouch for a key. Do not write to this desk now. */
export class TooFewCertifiers extends DirectoryRefusal {
  readonly code = "directory-certifiers";
}

/** The list is older than one already known. Somebody may be holding back the newer one. */
export class Older extends DirectoryRefusal {
  readonly code = "directory-older";
}

/** The list has expired. The desk must renew it; try again tomorrow. */
export class Expired extends DirectoryRefusal {
  readonly code = "directory-expired";
}

/** The phone's clock is behind: it shows a day before this page, or this list, was made. Set the date and try again. */
export class ClockBehind extends DirectoryRefusal {
  readonly code = "clock-behind";
}

/** These are keys for trying out only, and this is not a demonstration. */
export class DemoKeys extends DirectoryRefusal {
  readonly code = "directory-demo";
}

/** The list names more people than a desk may have. */
export class TooManyHolders extends DirectoryRefusal {
  readonly code = "directory-holders";
}

/** Somebody holds a share of both recovery sets, so leaving him out would not leave him out. Do not write to this desk now. */
export class SharedRecovery extends DirectoryRefusal {
  readonly code = "directory-recovery";
}
