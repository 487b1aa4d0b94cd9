/** Digits as she writes them and as she reads them: Latin, Arabic-Indic (٠–٩), Extended (۰–۹). Stored are Latin ones. */

const ARABIC_INDIC = 0x0660;
const EXTENDED = 0x06f0;

/** The text with every digit as a Latin one. */
export function latin(text: string): string {
  return text
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - ARABIC_INDIC))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - EXTENDED));
}

/** The text with every Latin digit in the ten digits of a language. */
export function local(text: string, digits: string): string {
  return text.replace(/[0-9]/g, (digit) => [...digits][Number(digit)]!);
}

/** A whole number from 0 to `most`, or null when the text is something else. */
export function wholeNumber(text: string, most: number): number | null {
  const plain = latin(text).trim();
  return /^\d{1,6}$/.test(plain) && Number(plain) <= most ? Number(plain) : null;
}
