/** What libraries use and the oldest promised browsers (`build.mjs`) lack; the build puts it before everything else. */

// Chrome 93, Firefox 92, Safari 15.4.
Object.hasOwn ??= (object, name) => Object.prototype.hasOwnProperty.call(object, name);
