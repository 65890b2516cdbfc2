// What a test puts in the place of the browser's own: scripts that run before the page's.

// Makes the program break, as a fault inside it would, whenever it is given a file with certain words.
export const breaking = () => {
  const trap = `
    const words = "BREAK THE PROGRAM";
    const own = wasm_bindgen.Session.prototype;
    let armed = false;
    const put = own.put;
    own.put = function (path, bytes) { armed ||= new TextDecoder().decode(bytes).includes(words); put.call(this, path, bytes); };
    const remove = own.remove;
    own.remove = function (path) { armed = false; remove.call(this, path); };
    const setBroken = own.set_broken;
    own.set_broken = function (path) { armed = false; setBroken.call(this, path); };
    for (const door of ["verify", "probe"]) {
      const before = own[door];
      own[door] = function (...all) { if (armed) throw new WebAssembly.RuntimeError("unreachable"); return before.apply(this, all); };
    }`;
  // The worker is made from a text: this one has some more lines.
  const Own = globalThis.Blob;
  globalThis.Blob = class extends Own {
    constructor(parts, options) {
      super(options?.type === "text/javascript" ? [...parts, trap] : parts, options);
    }
  };
};

// A folder in memory behind the browser's picker, with the doors of a real one.
export const disk = () => {
  const files = new Map();
  let clock = 0;
  const encode = (content) => (typeof content === "string" ? new TextEncoder().encode(content) : content);
  globalThis.testDisk = {
    full: null,
    // Nothing in place of a text brings back what was there first.
    set(path, content) {
      const known = files.get(path);
      files.set(path, { bytes: content === null ? known.first : encode(content), first: known?.first ?? encode(content), at: (clock += 1) });
    },
    text: (path) => new TextDecoder().decode(files.get(path).bytes),
    has: (path) => files.has(path),
  };
  const folderAt = (above) => ({
    kind: "directory",
    name: above ? above.split("/").at(-2) : "relazione 2022",
    requestPermission: async () => "granted",
    async *entries() {
      const seen = new Set();
      for (const path of [...files.keys()].filter((one) => one.startsWith(above))) {
        const [name, ...more] = path.slice(above.length).split("/");
        if (seen.has(name)) continue;
        seen.add(name);
        yield [name, more.length > 0 ? folderAt(`${above}${name}/`) : fileAt(path)];
      }
    },
    getDirectoryHandle: async (name) => folderAt(`${above}${name}/`),
    getFileHandle: async (name) => fileAt(above + name),
    async removeEntry(name) { if (!files.delete(above + name)) throw new DOMException("gone", "NotFoundError"); },
  });
  const fileAt = (path) => ({
    kind: "file",
    getFile: async () => new File([files.get(path).bytes], path.split("/").pop(), { lastModified: files.get(path).at }),
    async createWritable() {
      if (testDisk.full && path.endsWith(testDisk.full)) throw new DOMException("the disk is full", "QuotaExceededError");
      let content = new Uint8Array();
      return { async write(bytes) { content = bytes.slice(); }, async close() { testDisk.set(path, content); }, async abort() {} };
    },
  });
  globalThis.showDirectoryPicker = async () => folderAt("");
};

// A browser that lets no page write into a folder.
export const noPicker = () => { delete globalThis.showDirectoryPicker; };

// The picker gives the folder that the browser keeps for the page itself, empty.
export const ownFolder = () => {
  globalThis.showDirectoryPicker = async () => {
    const own = await navigator.storage.getDirectory();
    return own.getDirectoryHandle(`relazione ${crypto.randomUUID()}`, { create: true });
  };
};
