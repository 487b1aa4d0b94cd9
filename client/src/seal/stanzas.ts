/** How many stanzas an envelope has: by whom the desk certifies, never by whom she chose (protocol §4). */

export type Stanzas = 16 | 32;

/** `certified` keyholders and recovery recipients of the desk. */
export function stanzasFor(certified: number): Stanzas {
  return certified <= 16 ? 16 : 32;
}
