/** Certificates: who vouches for a key, down from a root that is compiled into this page (protocol §7). */
import { sha256 } from "@noble/hashes/sha2.js";
import type { Instance } from "../instance";
import { Forged, verifySignature } from "../wire/authentic";
import { equal, join, utf8 } from "../wire/bytes";
import { plusDays, type Day } from "../wire/day";
import { BadForm, decode, encode, readJson, type JsonObject } from "../wire/encoding";
import { day, list, object, shortId, text } from "../wire/fields";
import { BadSignature, DemoKeys, TooFewCertifiers } from "./directory-refusals";

/** A signed body, exactly as it was carried. */
export interface Signed {
  readonly bytes: Uint8Array;
  readonly body: JsonObject;
  readonly signatures: readonly { readonly by: string; readonly signature: Uint8Array }[];
}

/** Someone who compares fingerprints in person and vouches for keys. */
export interface Certifier {
  readonly id: string;
  readonly person: string;
  readonly name: string;
  readonly organisation: string;
  readonly key: Uint8Array;
}

/** A year, leap years included. */
const CERTIFIER_DAYS = 366;
const MOST_SIGNATURES = 8;

/** @throws BadForm */
export function readSigned(value: unknown): Signed {
  const signed = object(value);
  const bytes = decode(signed["body"]);
  const signatures = list(signed["signatures"], (each) => {
    const { by, signature } = object(each);
    return { by: shortId(by), signature: decode(signature, 64) };
  }, MOST_SIGNATURES);
  return { bytes, body: readJson(bytes), signatures };
}

/** Checks one signature over a body. @throws {@link BadSignature} */
export async function verifySigned(signed: Signed, by: string, key: Uint8Array): Promise<void> {
  const signature = signed.signatures.find((each) => each.by === by)?.signature;
  if (signature === undefined) throw new BadSignature();
  try {
    await verifySignature(join(utf8("amana/cert/1\n"), signed.bytes), signature, key);
  } catch (error) {
    throw error instanceof Forged ? new BadSignature() : error;
  }
}

/** True on the days from `from` to `until`, both included, and `grace` days more. */
export function inDate(body: JsonObject, today: Day, grace = 0): boolean {
  return day(body["from"]) <= today && today <= plusDays(day(body["until"]), grace);
}

/** The certifiers whom a root of this page vouches for today. */
export class Certifiers {
  readonly #known = new Map<string, Certifier>();

  private constructor() {}

  /** @throws {@link BadSignature}, {@link DemoKeys}, BadForm */
  static async of(certificates: readonly Signed[], instance: Instance, today: Day): Promise<Certifiers> {
    const certifiers = new Certifiers();
    for (const signed of certificates) {
      if (signed.body["type"] === "certifier" && inDate(signed.body, today)) await certifiers.#admit(signed, instance);
    }
    return certifiers;
  }

  /** The certifier of this id, if there is one. */
  get(id: string): Certifier | undefined {
    return this.#known.get(id);
  }

  /**
   * Checks that two certifiers, different persons of two organisations and neither the person certified, sign a body.
   *
   * @throws {@link BadSignature}, {@link TooFewCertifiers}
   */
  async verify(signed: Signed): Promise<void> {
    const signers = signed.signatures.flatMap(({ by }) => this.#known.get(by) ?? []);
    for (const signer of signers) await verifySigned(signed, signer.id, signer.key);
    const others = signers.filter(({ person }) => person !== signed.body["person"]);
    const independent = (a: Certifier, b: Certifier): boolean => a.person !== b.person && a.organisation !== b.organisation;
    if (!others.some((a) => others.some((b) => independent(a, b)))) throw new TooFewCertifiers();
  }

  async #admit(signed: Signed, instance: Instance): Promise<void> {
    const root = rootOf(signed, instance);
    if (root === undefined) return;
    await verifySigned(signed, rootId(root), root);
    const { body } = signed;
    if (plusDays(day(body["from"]), CERTIFIER_DAYS) < day(body["until"])) throw new BadForm("certifier");
    const certifier = { id: shortId(body["id"]), person: shortId(body["person"]), name: text(body["name"]), organisation: text(body["organisation"]), key: decode(body["key"], 32) };
    this.#known.set(certifier.id, certifier);
  }
}

/** The root that signed, if this page knows it. In live mode a demonstration's root is refused, not only unknown. */
function rootOf(signed: Signed, { roots, demoRoots, live }: Instance): Uint8Array | undefined {
  const signedBy = (root: Uint8Array): boolean => signed.signatures.some(({ by }) => by === rootId(root));
  if (live && demoRoots.some(signedBy)) throw new DemoKeys();
  const isDemo = (root: Uint8Array): boolean => demoRoots.some((demo) => equal(demo, root));
  return (live ? roots.filter((root) => !isDemo(root)) : [...roots, ...demoRoots]).find(signedBy);
}

function rootId(root: Uint8Array): string {
  return encode(sha256(root).subarray(0, 8));
}
