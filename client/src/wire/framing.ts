/** Frames: records of one size on the relay, whatever the sealed file in them weighs (protocol §4). */
import { Refusal } from "../refusal";
import { join, random, view } from "./bytes";
import { BadForm } from "./encoding";

/** What she wrote is longer than one letter holds. Nothing was sealed. `over` is the number of bytes too many. */
export class TooLong extends Refusal {
  readonly code = "too-long";

  constructor(readonly over: number) {
    super();
  }
}

/**
 * `u16 length ‖ content ‖ random bytes`, `size` bytes in all.
 *
 * @throws {@link TooLong} when the content does not fit.
 */
export function frame(content: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  if (content.length > size - 2) throw new TooLong(content.length + 2 - size);
  return join(Uint8Array.of(content.length >> 8, content.length & 0xff), content, random(size - 2 - content.length));
}

/**
 * The content of a frame of exactly `size` bytes.
 *
 * @throws {@link BadForm} for another size or a length that does not fit, as in most random bytes.
 */
export function unframe(framed: Uint8Array, size: number): Uint8Array {
  const length = framed.length === size ? view(framed).getUint16(0) : size;
  if (length > size - 2) throw new BadForm("frame");
  return framed.subarray(2, 2 + length);
}
