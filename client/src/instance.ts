/**
 * What one installation compiles into its pages, so that no server can choose it at the moment of a visit.
 *
 * `amana site build` writes it as `instance.<hash>.json` beside the scripts and names the file and its integrity in the
 * page's head: `<meta name="instance" content="/client/instance.<hash>.json" data-integrity="sha384-…">`. The form:
 *
 * ```json
 * { "v": "amana-instance/1", "roots": ["b64u 32"], "demo_roots": ["b64u 32"], "salt": "b64u 32",
 *   "floor": { "desk short id": 17 }, "built": "2026-11-23", "relay": "https://relay.example", "live": false }
 * ```
 *
 * `floor` gives the lowest serial of each desk's list that is still believed; a desk that is not named has floor 1.
 */
import { decode } from "./wire/encoding";
import { Refusal } from "./refusal";
import { isDay, type Day } from "./wire/day";

export interface Instance {
  readonly roots: readonly Uint8Array[];
  readonly demoRoots: readonly Uint8Array[];
  readonly salt: Uint8Array;
  readonly floor: Readonly<Record<string, number>>;
  readonly built: Day;
  /** Origin of the relay, without a final slash. */
  readonly relay: string;
  readonly live: boolean;
}

/** The page was built wrongly, or its instance file was changed. */
export class BadInstance extends Refusal {
  readonly code = "bad-instance";
}

/**
 * Reads the instance file.
 *
 * @throws {@link BadInstance} when a name is missing or not of its form.
 */
export function readInstance(value: unknown): Instance {
  const v = value as Record<string, unknown>;
  try {
    const keys = (list: unknown): Uint8Array[] => (list as string[]).map((key) => decode(key, 32));
    const relay = String(v["relay"]);
    if (v["v"] !== "amana-instance/1" || !isDay(v["built"]) || typeof v["live"] !== "boolean") throw new BadInstance();
    if (new URL(relay).origin !== relay) throw new BadInstance();
    return {
      roots: keys(v["roots"]),
      demoRoots: keys(v["demo_roots"]),
      salt: decode(v["salt"] as string, 32),
      floor: v["floor"] as Record<string, number>,
      built: v["built"],
      relay,
      live: v["live"],
    };
  } catch {
    throw new BadInstance();
  }
}
