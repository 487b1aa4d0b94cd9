/** A complaint about a desk, sealed to the body outside it and to nobody else (protocol §5). No key of hers goes with it. */
import { sha256 } from "@noble/hashes/sha2.js";
import { sealEnvelope } from "../seal/envelope";
import type { Complaints, Desk } from "../seal/desk";
import { writeArchive } from "../wire/archive";
import { complaintMac } from "../wire/authentic";
import { random, utf8 } from "../wire/bytes";
import { decode, encode, writeJson } from "../wire/encoding";
import { ID } from "../wire/fields";
import { manifestOf } from "../wire/messages";
import { cleanWords, newId, type Posted } from "./writing";

const STANZAS = 16;

/**
 * Seals a complaint. Sending it twice keeps one; the secret of its row is forgotten here.
 *
 * @throws TooLong when it does not fit one letter.
 */
export async function sealComplaint(words: string, lang: string, desk: Desk, { recipient }: Complaints): Promise<Posted> {
  const [key, id] = [random(32), newId()];
  const manifest = manifestOf.complaint({ id, lang, desk: desk.id, key: encode(key) });
  const members = { "manifest.json": writeJson(manifest), "words.txt": utf8(cleanWords(words)) };
  const plaintext = writeArchive(members, "letter", (digest) => complaintMac(key, decode(id), digest));
  const envelope = await sealEnvelope(plaintext, { readers: [recipient], recovery: recipient }, STANZAS);
  plaintext.fill(0);
  return { envelope, row: random(ID), statusDigest: sha256(random(32)) };
}
