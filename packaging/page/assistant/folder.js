// The files of the working folder: where they come from, what the page has changed in them, where documents go.

const SAVE_PAUSE = 2000;

const folder = {
  // "disk" where the browser lets a page read again and write, "copy" where files were handed over once, "memory" for what the page itself has made.
  kind: "memory",
  handle: null,
  // Of a copy: the name of its folder, and by path what the page has written in the place of what.
  name: "",
  replaced: new Map(),
  // By path: a File of the browser, or bytes that the page has made.
  files: new Map(),
  stamps: "",
  // Paths that differ from what the person has on disk.
  changed: new Set(),
  broken: new Set(),

  clear(kind, handle = null) {
    folder.kind = kind;
    folder.handle = handle;
    folder.files = new Map();
    folder.changed = new Set();
    folder.name = "";
    folder.replaced = new Map();
    folder.broken = new Set();
    folder.stamps = "";
  },

  async bytes(path) {
    const held = folder.files.get(path);
    return held instanceof Uint8Array ? held.slice() : new Uint8Array(await held.arrayBuffer());
  },

  async refill() {
    for (const path of folder.files.keys()) {
      const bytes = await folder.bytes(path);
      await engine.send({ door: "put", words: [path, bytes] }, [bytes.buffer]);
    }
    for (const path of folder.broken) await engine.send({ door: "set_broken", words: [path] });
  },

  // Takes those of the offered files that the program wants: [path, File].
  async take(offered) {
    const places = await engine.call("wanted", offered.map(([path]) => path), offered.map(([, file]) => file.size));
    folder.files = new Map(places.map((place) => offered[place]));
    folder.broken.clear();
    try {
      await engine.call("fresh");
      await folder.refill();
    } catch (error) {
      if (error instanceof Broken || error instanceof Stopped) throw error;
      throw new Refused("un file non si può leggere, o è cambiato mentre lo si leggeva: chiudetelo negli altri programmi e scegliete di nuovo la cartella");
    }
  },

  async open(handle) {
    folder.clear("disk", handle);
    const offered = await listed(handle);
    await folder.take(offered);
    folder.stamps = stamps(offered);
  },

  // The same folder once more: what the page has written and nobody has saved yet stays, unless the file was changed since.
  async openCopy(offered, name) {
    const isAgain = folder.kind === "copy" && name !== "" && name === folder.name;
    const unsaved = isAgain ? [...folder.changed].map((path) => [path, folder.files.get(path), folder.replaced.get(path)]) : [];
    folder.clear("copy");
    folder.name = name;
    await folder.take(offered);
    for (const [path, bytes, stamp] of unsaved) if (stamp === stampOf(folder.files.get(path))) await folder.put(path, bytes.slice());
  },

  // Files given one by one join those that are there.
  async add(offered) {
    const places = await engine.call("wanted", offered.map(([path]) => path), offered.map(([, file]) => file.size));
    for (const place of places) {
      const [path, file] = offered[place];
      await folder.put(path, new Uint8Array(await file.arrayBuffer()));
    }
  },

  // What the page writes: at once into the folder where the browser lets it, else kept until it is saved.
  async put(path, bytes) {
    const kept = bytes.slice();
    if (!folder.changed.has(path)) folder.replaced.set(path, stampOf(folder.files.get(path)));
    folder.files.set(path, kept);
    folder.broken.delete(path);
    await engine.call("put", path, bytes);
    if (folder.kind === "disk") {
      await write(folder.handle, new Map([[path, kept]]));
      folder.stamps = stamps(await listed(folder.handle));
    } else {
      folder.changed.add(path);
    }
  },

  // Whether a file was saved since it was read last; then everything is read again.
  async hasChanged() {
    if (folder.kind !== "disk") return false;
    const offered = await listed(folder.handle);
    const now = stamps(offered);
    if (now === folder.stamps) return false;
    // Whoever saves may not have finished: wait until nothing moves.
    await new Promise((resolve) => { setTimeout(resolve, SAVE_PAUSE / 2); });
    if (stamps(await listed(folder.handle)) !== now) return false;
    await folder.take(offered);
    folder.stamps = now;
    return true;
  },

  async fromSession() {
    folder.clear("memory");
    for (const path of await engine.call("paths")) {
      folder.files.set(path, await engine.call("file", path));
      folder.changed.add(path);
    }
  },

  // Everything that is there, into a folder of the person's choice, from now on the one that is worked on.
  async moveTo(handle) {
    if ((await listed(handle)).length > 0) throw new Refused("in quella cartella c'è già qualcosa: sceglietene una vuota, o fatene una nuova");
    await write(handle, folder.files);
    await folder.open(handle);
  },

  async saveDocuments(documents, outdated) {
    await write(folder.handle, documents);
    for (const path of outdated) await remove(folder.handle, path);
    folder.stamps = stamps(await listed(folder.handle));
  },
};

// A folder of the browser as a list of paths and files.
async function listed(handle, above = "", depth = 0) {
  const found = [];
  for await (const [name, entry] of handle.entries()) {
    const path = above + name;
    if (entry.kind === "file") found.push([path, await entry.getFile()]);
    else if (depth < 8) found.push(...await listed(entry, `${path}/`, depth + 1));
  }
  return found.sort(([left], [right]) => (left < right ? -1 : 1));
}

const stampOf = (file) => `${file?.size} ${file?.lastModified}`;

function stamps(offered) {
  const inputs = offered.filter(([path]) => !path.startsWith("uscita/"));
  return inputs.map(([path, file]) => `${path} ${stampOf(file)}`).join("\n");
}

// Every file is written beside the old one, and only when all are whole does each take its place.
async function write(root, files) {
  if (await root.requestPermission?.({ mode: "readwrite" }) === "denied") throw new Refused("il browser non ha il permesso di scrivere nella cartella: concedetelo, oppure salvate lo zip");
  const open = [];
  try {
    for (const [path, content] of files) {
      const file = await (await parent(root, path)).getFileHandle(path.split("/").pop(), { create: true });
      const stream = await file.createWritable();
      open.push(stream);
      await stream.write(content);
    }
  } catch (error) {
    await Promise.allSettled(open.map((stream) => stream.abort()));
    throw new Refused(`non si può scrivere nella cartella (${error.message}): i documenti di prima sono rimasti come erano. Chiudete i file aperti in altri programmi e ripetete, oppure salvate lo zip`);
  }
  for (const stream of open) await stream.close();
}

async function parent(root, path) {
  let place = root;
  for (const part of path.split("/").slice(0, -1)) place = await place.getDirectoryHandle(part, { create: true });
  return place;
}

async function remove(root, path) {
  try {
    await (await parent(root, path)).removeEntry(path.split("/").pop());
  } catch {
    // Already gone.
  }
}

// Files of an input or of a drop, by their paths below the folder.
function below(files) {
  return [...files].map((file) => [file.webkitRelativePath.split("/").slice(1).join("/") || file.name, file]);
}

async function dropped(transfer) {
  const handles = [...transfer.items].map((item) => item.getAsFileSystemHandle?.());
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.());
  const handle = handles.length === 1 ? await handles[0] : null;
  if (handle?.kind === "directory") return { handle };
  const isFolder = entries.length === 1 && entries[0]?.isDirectory;
  const found = [];
  for (const entry of entries) if (entry) found.push(...await inside(entry, isFolder ? entry.fullPath.length + 1 : 1));
  return { isFolder, files: found, name: isFolder ? entries[0].name : "" };
}

async function inside(entry, skip) {
  if (entry.isFile) return [[entry.fullPath.slice(skip), await new Promise((resolve, reject) => { entry.file(resolve, reject); })]];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => { reader.readEntries(resolve, reject); });
    if (some.length === 0) return found;
    for (const one of some) found.push(...await inside(one, skip));
  }
}
