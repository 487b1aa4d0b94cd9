/** A relay in memory, and a desk behind it: enough of protocol §8 for her journeys, with faults on demand. */
import { ed25519 } from "@noble/curves/ed25519.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { Encrypter } from "age-encryption";
import type { Desk } from "../src/seal/desk";
import { filesIdentity } from "../src/seal/envelope";
import { openAge } from "../src/seal/open";
import { sealFile } from "../src/seal/file";
import { stretch } from "../src/seal/stretch";
import { readArchive, writeArchive, type Archive, type Form } from "../src/wire/archive";
import { equal, join, random, u32, u64, u8, utf8, view } from "../src/wire/bytes";
import { decode, encode, readJson, writeJson, type JsonObject } from "../src/wire/encoding";
import { frame } from "../src/wire/framing";
import { RECORD_FRAME, SLOT } from "../src/wire/limits";
import { solveWork } from "../src/wire/work";
import type { Workers } from "../src/network/workers";

export const workers: Workers = {
  stretch,
  solve: async (challenge, digest) => solveWork(challenge, digest),
  seal: (file, recipient) => sealFile(file, recipient, sha256.create()),
};

interface Mailbox {
  token: string;
  version: number;
  state: Uint8Array;
  standing: Uint8Array | null;
  letters: Uint8Array[];
}

interface Sent {
  parts: Map<number, Uint8Array>;
  finished: boolean;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

export class RelayDouble {
  readonly reports = new Map<string, { status: string; envelope: Uint8Array }>();
  readonly mailboxes = new Map<string, Mailbox>();
  readonly uploads = new Map<string, Sent>();
  readonly calls: string[] = [];
  /** Called before each request; throwing is a network that fails, a number is a status. */
  fault: (address: string) => number | void = () => undefined;
  difficulty = 4;
  waits = 0;

  install(): void {
    globalThis.fetch = (async (url: string, init: RequestInit) => {
      const address = new URL(url).pathname.slice("/v1/".length);
      this.calls.push(address);
      const status = this.fault(address);
      if (typeof status === "number") return new Response(null, { status });
      const body = new Uint8Array(await new Response(init.body as BodyInit).arrayBuffer());
      const answer = this.#answer(address, body);
      return typeof answer === "number" ? new Response(null, { status: answer }) : new Response(answer as Uint8Array<ArrayBuffer>);
    }) as typeof fetch;
  }

  #answer(address: string, body: Uint8Array): Uint8Array | number {
    const box = this.mailboxes.get(hex(body.subarray(0, 16)));
    const mine = box !== undefined && box.token === hex(sha256(body.subarray(16, 48))) ? box : undefined;
    switch (address) {
      case "challenge":
        if (this.waits-- > 0) return join(u8(2), u32(0), random(58));
        return join(u8(1), u32(0), body.subarray(0, 1), u8(this.difficulty), u64(2 ** 40), random(16), random(32));
      case "report":
        return this.#report(body);
      case "report/status": {
        const row = this.reports.get(hex(body.subarray(0, 16)));
        return u8(row?.status === hex(sha256(body.subarray(16, 48))) ? 1 : 0);
      }
      case "mailbox": {
        const payload = this.#worked(body);
        if (payload === null) return 428;
        const [id, token, state] = [hex(payload.subarray(0, 16)), hex(payload.subarray(16, 48)), payload.slice(80)];
        const known = this.mailboxes.get(id);
        if (known !== undefined) return equal(known.state, state) ? new Uint8Array() : 409;
        this.mailboxes.set(id, { token, version: 1, state, standing: null, letters: [] });
        return new Uint8Array();
      }
      case "mailbox/poll":
        return join(mine?.state ?? random(RECORD_FRAME), mine?.standing ?? random(RECORD_FRAME), mine?.letters[0] ?? random(SLOT), mine?.letters[1] ?? random(SLOT));
      case "mailbox/state": {
        const version = Number(view(body).getBigUint64(48));
        if (mine === undefined || version !== mine.version + 1) return mine && equal(mine.state, body.subarray(56)) ? new Uint8Array() : 409;
        Object.assign(mine, { version, state: body.slice(56) });
        return new Uint8Array();
      }
      case "mailbox/read":
        if (mine !== undefined) mine.letters = mine.letters.filter((letter) => !equal(sha256(letter), body.subarray(48)));
        return new Uint8Array();
      case "mailbox/destroy":
        if (mine !== undefined) this.mailboxes.delete(hex(body.subarray(0, 16)));
        return new Uint8Array();
      default:
        return this.#file(address, body);
    }
  }

  #report(body: Uint8Array): Uint8Array | number {
    const payload = this.#worked(body);
    if (payload === null) return 428;
    const [id, status, envelope] = [hex(payload.subarray(8, 24)), hex(payload.subarray(24, 56)), payload.slice(56)];
    const known = this.reports.get(id);
    if (known !== undefined && !equal(known.envelope, envelope)) return 409;
    this.reports.set(id, { status, envelope });
    return new Uint8Array();
  }

  #file(address: string, body: Uint8Array): Uint8Array | number {
    if (address === "ticket") {
      const payload = this.#worked(body);
      return payload === null ? 428 : join(payload, u64(2 ** 40), random(32));
    }
    const id = hex(body.subarray(8, 24));
    const sent = this.uploads.get(id) ?? { parts: new Map<number, Uint8Array>(), finished: false };
    this.uploads.set(id, sent);
    if (address === "part") sent.parts.set(view(body).getUint32(68), body.slice(72));
    if (address === "upload") {
      sent.finished = view(body).getUint32(68) === sent.parts.size;
      return sent.finished ? new Uint8Array() : 409;
    }
    if (address !== "upload/parts") return new Uint8Array();
    const bitmap = new Uint8Array(136);
    for (const index of sent.parts.keys()) bitmap[index >> 3]! |= 0x80 >> (index & 7);
    return bitmap;
  }

  /** The payload behind good work, or null. */
  #worked(body: Uint8Array): Uint8Array | null {
    const payload = body.subarray(66);
    const proof = sha256(join(body.subarray(0, 58), sha256(payload), body.subarray(58, 66)));
    return view(proof).getUint32(0) >>> (32 - this.difficulty) === 0 ? payload : null;
  }
}

/** Keys of the one desk of a test, and what it writes. */
export class DeskDouble {
  readonly replySecret = random(32);
  readonly caseReplySecret = random(32);
  readonly nonce = random(32);
  readonly thread: string;
  readonly recipient: string;
  readonly #toHer: Uint8Array;

  constructor(
    readonly manifest: { thread: string; her: { recipient: string; to_her: string } },
    readonly caseRecipient: string,
  ) {
    this.thread = manifest.thread;
    this.recipient = manifest.her.recipient;
    this.#toHer = decode(manifest.her.to_her);
  }

  /** A standing record's frame. */
  standing(epoch: number, replySecret: Uint8Array, excluded: readonly string[] = [], stateVersion = 1, later: JsonObject = {}): Promise<Uint8Array> {
    const place = { thread: this.thread, id: encode(random(16)), seq: epoch, epoch };
    const more = { nonce: encode(this.nonce), case: this.caseRecipient, case_reply: encode(ed25519.getPublicKey(this.caseReplySecret)), reply_key: encode(new Uint8Array(8)), excluded, state_version: stateVersion, received: [], ...later };
    return this.#write("record", "amana-standing/1", "amana-standing/1", { v: "amana-standing/1", ...place, ...more }, null, replySecret);
  }

  /** A reply's slot. */
  reply(seq: number, words: string, { epoch = 1, thread = this.thread, secret = this.caseReplySecret, id = encode(random(16)) } = {}): Promise<Uint8Array> {
    const manifest = { v: "amana/1", kind: "reply", thread, id, seq, epoch, lang: "ckb", received: [] };
    return this.#write("letter", "amana-msg/1", "amana-reply/1", manifest, words, secret);
  }

  async #write(form: Form, macKind: string, signKind: string, manifest: JsonObject & { thread: string; id: string; seq: number }, words: string | null, secret: Uint8Array): Promise<Uint8Array> {
    const members = { "manifest.json": writeJson(manifest), ...(words === null ? {} : { "words.txt": utf8(words) }) };
    const key = hkdf(sha256, this.#toHer, this.nonce, utf8("amana/v1/mac"), 32);
    const plaintext = writeArchive(members, form, (digest) => {
      const claim = (kind: string): Uint8Array => join(utf8(kind), u8(2), decode(manifest.thread), decode(manifest.id), u64(manifest.seq), digest);
      return join(hmac(sha256, key, claim(macKind)), ed25519.sign(join(claim(signKind), sha256(utf8(this.recipient))), secret));
    });
    const encrypter = new Encrypter();
    encrypter.addRecipient(this.recipient);
    return frame(await encrypter.encrypt(plaintext), form === "record" ? RECORD_FRAME : SLOT);
  }
}

/** A desk of three people and their identities. */
export async function deskOf(replyPublic: Uint8Array): Promise<{ desk: Desk; identities: Record<string, string> }> {
  const identities: Record<string, string> = {};
  const person = async (role: "lead" | "intake" | "lawyer"): Promise<Desk["holders"][number]> => {
    const { identity, recipient } = await filesIdentity();
    const id = encode(random(8));
    identities[id] = identity;
    return { id: encode(random(8)), person: id, role, woman: true, label: {}, recipient };
  };
  const [a, b, recipientHolder] = [await filesIdentity(), await filesIdentity(), encode(random(8))];
  const desk: Desk = {
    id: encode(random(8)),
    serial: 3,
    issued: "2026-11-20",
    expires: "2026-12-01",
    statement: { kind: "ngo", name: {}, mustReport: null, mustReportDated: null, tellsFamilies: {}, reads: {}, answersWithin: {}, languages: [], secondContact: {}, vouched: [], demo: true },
    holders: [await person("lead"), await person("intake"), await person("lawyer")],
    recovery: { A: { set: "A", recipient: a.recipient, holders: [{ person: recipientHolder, organisation: "x" }] }, B: { set: "B", recipient: b.recipient, holders: [] } },
    complaints: null,
    replyKeys: [{ id: encode(new Uint8Array(8)), key: replyPublic }],
    stanzas: 16,
  };
  return { desk, identities };
}

/** An opened envelope of hers. */
export async function opened(envelope: Uint8Array, identity: string): Promise<{ archive: Archive; manifest: JsonObject; words: string }> {
  const archive = readArchive(await openAge(envelope, identity), "report");
  const manifest = readJson(archive.members["manifest.json"]!);
  return { archive, manifest, words: new TextDecoder().decode(archive.members["words.txt"]) };
}
