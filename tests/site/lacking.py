"""What a browser can lack: scripts that take it away before any page, and flags of the browser itself."""

# A phone in lockdown mode.
NO_WEBASSEMBLY = "delete globalThis.WebAssembly;"
# WebAssembly that may not have the 32 MiB that stretching needs: 64 KiB a page.
LITTLE_MEMORY = "--js-flags=--wasm-max-mem-pages=200"

# Chromium before 133, Firefox before 130: neither X25519 nor Ed25519 in the browser's own cryptography.
NO_CURVES = """
for (const name of ["importKey", "generateKey"]) {
  const native = SubtleCrypto.prototype[name];
  SubtleCrypto.prototype[name] = function (...given) {
    const curve = given.find((each) => /25519/.test(each?.name ?? each));
    if (curve) return Promise.reject(new DOMException("none", "NotSupportedError"));
    return native.apply(this, given);
  };
}
"""

NO_WORKER = "delete globalThis.Worker;"
WORKER_DENIED = "globalThis.Worker = class { constructor() { throw new DOMException('denied', 'SecurityError'); } };"

STORAGE_DENIED = """
for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches", "cookieStore"]) {
  Object.defineProperty(globalThis, name, { configurable: true, get() { throw new DOMException("denied", "SecurityError"); } });
}
if (globalThis.Document) Object.defineProperty(Document.prototype, "cookie", {
  get() { throw new DOMException("denied", "SecurityError"); },
});
"""

# The oldest that is promised (client/build.mjs): what came to browsers after Chrome 87, Firefox 102 and Safari 15.
OLDEST = """
for (const kind of [Array, String, Uint8Array]) delete kind.prototype.at;
delete Object.getPrototypeOf(Uint8Array.prototype).at;
for (const name of ["findLast", "findLastIndex", "toSorted", "toReversed", "toSpliced", "with"]) {
  delete Array.prototype[name];
  delete Object.getPrototypeOf(Uint8Array.prototype)[name];
}
for (const name of ["toHex", "toBase64", "setFromHex", "setFromBase64"]) delete Uint8Array.prototype[name];
for (const name of ["fromHex", "fromBase64"]) delete Uint8Array[name];
for (const name of ["hasOwn", "groupBy"]) delete Object[name];
for (const name of ["withResolvers", "try"]) delete Promise[name];
for (const name of ["isWellFormed", "toWellFormed"]) delete String.prototype[name];
for (const name of ["union", "intersection", "difference"]) delete Set.prototype[name];
for (const name of ["transfer", "transferToFixedLength", "resize"]) delete ArrayBuffer.prototype[name];
for (const name of ["any", "timeout"]) delete AbortSignal[name];
delete Array.fromAsync;
delete globalThis.structuredClone;
delete globalThis.reportError;
delete globalThis.CloseWatcher;
delete globalThis.CompressionStream;
delete globalThis.DecompressionStream;
delete globalThis.navigation;
delete ReadableStream.prototype[Symbol.asyncIterator];
delete ReadableStream.from;
if (globalThis.crypto) delete Crypto.prototype.randomUUID;
"""
