/** Who may read: whom she leaves out later, and whom she asks back. Her state record holds both; the desk alone lifts nothing (protocol §6). */
import type { Desk } from "../seal/desk";
import { recoveryFor } from "../seal/recipients";
import type { Standing, State } from "../wire/messages";
import { union } from "./state";

/** Somebody whom she left out herself. `asked`: she has asked that this person may read again, and nothing has changed yet. */
export interface LeftOut {
  readonly person: string;
  readonly asked: boolean;
}

/**
 * Whom she let back: she asked for it herself, and a standing record that has seen her asking says so.
 * A record that merely names somebody no more changes nothing.
 */
export function letBack({ lifts }: State, standing: Standing | null): string[] {
  if (standing === null) return [];
  const { lifted, excluded, state_version } = standing;
  return Object.entries(lifts).flatMap(([person, version]) => (version <= state_version && lifted.includes(person) && !excluded.includes(person) ? person : []));
}

/** Whom she leaves out herself, whatever the desk says. */
export function leftOut(state: State, standing: Standing | null): LeftOut[] {
  const back = letBack(state, standing);
  return state.excluded.filter((person) => !back.includes(person)).map((person) => ({ person, asked: person in state.lifts }));
}

/** Her state once these people read no more; a wish to have one of them back is over. */
export function without(state: State, people: readonly string[], desk: Desk | null): State {
  const excluded = union(state.excluded, people);
  const recovery = state.recovery === "B" || desk === null ? state.recovery : recoveryFor(desk, excluded);
  const lifts = Object.fromEntries(Object.entries(state.lifts).filter(([person]) => !people.includes(person)));
  return { ...state, excluded, recovery, lifts };
}

/** Her state once she has asked that this person may read again; numbered by the version in which it is written. */
export function asking(state: State, person: string): State {
  return { ...state, lifts: { ...state.lifts, [person]: state.version + 1 } };
}
