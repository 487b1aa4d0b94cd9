/** The one tree of errors of her pages: each class carries a `code`, and the pages hold one sentence for each code. */

/** Something was refused. `code` is stable; the page shows its sentence in her language. Messages hold nothing secret. */
export abstract class Refusal extends Error {
  abstract readonly code: string;

  constructor(detail = "") {
    super(detail);
    this.name = "Refusal";
  }
}
