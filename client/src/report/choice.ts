/** Whom her limits leave at each desk. Nobody is chosen for her, and nobody she leaves out comes back in. */
import type { Desk, Directory, Holder } from "../seal/directory";
import { recoveryFor } from "../seal/recipients";
import type { Limits } from "./draft";

/** A desk and those of its people whom her limits leave; with fear, the leads read first. */
export interface Offer {
  readonly desk: Desk;
  readonly left: readonly Holder[];
  readonly first: readonly Holder[];
}

/** Desks that she can reach within her limits. One where nobody could read is not offered. */
export function offers({ desks }: Directory, limits: Limits): Offer[] {
  return desks
    .filter(({ statement }) => !(limits.official && statement.kind === "state"))
    .map((desk) => offer(desk, limits))
    .filter(({ desk, first }) => first.length > 0 && desk.recovery[recoveryFor(desk, excludedAt(desk, limits))] !== undefined);
}

export function offer(desk: Desk, limits: Limits): Offer {
  const out = new Set(excludedAt(desk, limits));
  const left = desk.holders.filter(({ person }) => !out.has(person));
  return { desk, left, first: limits.fear ? left.filter(({ role }) => role === "lead") : left };
}

/** Persons whom her limits leave out. Whoever holds several duties is left out when one of them is. */
export function excludedAt(desk: Desk, limits: Limits): string[] {
  const out = desk.holders.filter(({ person, role, woman }) =>
    limits.people.has(person) || limits.roles.has(role) || (limits.women && !woman));
  return [...new Set(out.map(({ person }) => person))];
}

/** What the report says of her limits, in codes. */
export function filterCodes(limits: Limits): string[] {
  const roles = [...limits.roles].map((role) => `without-${role}`);
  return [limits.women && "women", limits.official && "no-state", limits.fear && "conflict", ...roles].filter((code): code is string => Boolean(code));
}
