import assert from "node:assert/strict";
import { test } from "node:test";
import { latin, local, wholeNumber } from "../../src/page/digits";

test("digits of all three forms become Latin ones", () => {
  assert.equal(latin("٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹ 0123456789"), "0123456789 0123456789 0123456789");
});

test("a number is read in whichever digits she writes", () => {
  for (const three of ["3", "٣", "۳", " ٣ "]) assert.equal(wholeNumber(three, 100), 3);
  for (const other of ["", "three", "3.5", "-3", "101", "٣ أيام"]) assert.equal(wholeNumber(other, 100), null);
});

test("numbers are shown in the digits of her language", () => {
  assert.equal(local("1:05", "٠١٢٣٤٥٦٧٨٩"), "١:٠٥");
});
