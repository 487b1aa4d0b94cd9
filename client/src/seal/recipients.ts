/** To whom a message is sealed (protocol §4 and §6): those she chose and who are still certified, never more. */
import { Refusal } from "../refusal";
import type { Desk, Holder } from "./desk";

/** Nobody she chose is left to read it. Nothing was sealed or sent: she is asked again whom she wants to reach. */
export class NobodyLeft extends Refusal {
  readonly code = "nobody-left";
}

/** This desk has no recovery recipient of the set that her choice needs. Nothing was sealed or sent. */
export class NoRecovery extends Refusal {
  readonly code = "no-recovery";
}

/** Her choice at one desk. All ids are short ids of persons (b64u). */
export interface Choice {
  readonly chosen: readonly string[];
  readonly excluded: readonly string[];
  readonly recovery: "A" | "B";
  /** A conflict card went with the first report: until a standing record exists, only the leads are sealed to. */
  readonly card: boolean;
}

/** Recipients ("age1…") of one envelope: whom it is for, and the one recovery recipient. */
export interface Recipients {
  readonly readers: readonly string[];
  readonly recovery: string;
}

/** The holders of the desk whom her choice leaves: chosen ∩ certified, less the exclusions. */
export function eligible(desk: Desk, choice: Choice): readonly Holder[] {
  return desk.holders.filter(({ person }) => choice.chosen.includes(person) && !choice.excluded.includes(person));
}

/**
 * Recipients of a report or of a follow-up.
 *
 * @param caseRecipient - from the standing record, which alone then reads; null before one exists.
 * @throws {@link NobodyLeft} when nobody she chose is still certified.
 * @throws {@link NoRecovery} when the desk certifies no recovery recipient of her set.
 */
export function recipientsFor(desk: Desk, choice: Choice, caseRecipient: string | null): Recipients {
  const left = eligible(desk, choice);
  const readers = choice.card && caseRecipient === null ? left.filter(({ role }) => role === "lead") : left;
  if (readers.length === 0) throw new NobodyLeft();
  const recovery = desk.recovery[choice.recovery];
  if (recovery === undefined) throw new NoRecovery();
  return { readers: caseRecipient === null ? readers.map((holder) => holder.recipient) : [caseRecipient], recovery: recovery.recipient };
}

/**
 * The case recipient that a follow-up may be sealed to: none while the standing record does not name everyone whom she
 * leaves out by now, since somebody among them may still hold the case's key; and none while nobody holds it.
 */
export function caseRecipientFor(choice: Choice, standing: { readonly case: string; readonly excluded: readonly string[]; readonly vacant: boolean } | null): string | null {
  if (standing === null || standing.vacant || choice.excluded.some((person) => !standing.excluded.includes(person))) return null;
  return standing.case;
}

/** Set A; or B when she leaves out somebody who holds a share of A. */
export function recoveryFor(desk: Desk, excluded: readonly string[]): "A" | "B" {
  const touched = desk.recovery.A?.holders.some(({ person }) => excluded.includes(person)) ?? true;
  return touched ? "B" : "A";
}
