/** Opens what the desk wrote to her, and her own state record. Random bytes, foreign and broken files are all one: nothing. */
import { Decrypter } from "age-encryption";
import { unframe } from "../wire/framing";
import { readArchive, type Archive, type Form } from "../wire/archive";

/** The archive in a frame of `size` bytes, or null when it does not open with this identity or is not one. */
export async function openFrame(framed: Uint8Array, size: number, form: Form, identity: string): Promise<Archive | null> {
  try {
    return readArchive(await openAge(unframe(framed, size), identity), form);
  } catch {
    return null;
  }
}

/**
 * The plaintext of an age file.
 *
 * @throws when it is not one, is damaged, or is sealed to others.
 */
export async function openAge(file: Uint8Array, identity: string): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return decrypter.decrypt(file);
}
