// The program in its worker: one request at a time, stopped and begun anew at will.

class Refused extends Error {}
class Broken extends Error {}
class Stopped extends Error {}

const engine = {
  worker: null,
  // Kept while the worker lives: what is asked waits for it.
  starting: null,
  program: null,
  waiting: new Map(),
  next: 0,
  about: null,
  told: () => {},

  // The program unpacked and compiled once; each worker gets the same.
  compile() {
    engine.program ??= (async () => {
      const text = document.getElementById("programma");
      const packed = await fetch(`data:application/octet-stream;base64,${text.textContent.trim()}`);
      text.remove();
      const stream = packed.body.pipeThrough(new DecompressionStream("gzip"));
      return WebAssembly.compileStreaming(new Response(stream, { headers: { "Content-Type": "application/wasm" } }));
    })();
    return engine.program;
  },

  // A worker without files.
  start() {
    engine.end(new Stopped());
    engine.starting = (async () => {
      const source = new Blob([document.getElementById("operaio").textContent], { type: "text/javascript" });
      const address = URL.createObjectURL(source);
      const worker = new Worker(address);
      engine.worker = worker;
      worker.onmessage = ({ data }) => engine.heard(data);
      worker.onerror = (event) => { event.preventDefault(); engine.end(new Broken(event.message)); };
      const module = await engine.compile();
      if (engine.worker !== worker) throw new Stopped();
      engine.about = JSON.parse(await engine.send({ module }));
      URL.revokeObjectURL(address);
    })();
    return engine.starting;
  },

  // A worker with the files of the folder in it.
  ready() {
    if (!engine.starting) {
      const started = engine.start();
      engine.starting = started.then(() => folder.refill());
    }
    return engine.starting;
  },

  heard({ id, step, words, value, refused, broken }) {
    if (step !== undefined) { engine.told(step, words); return; }
    const request = engine.waiting.get(id);
    engine.waiting.delete(id);
    if (broken !== undefined) { request?.reject(new Broken(broken)); engine.end(new Broken(broken)); }
    else if (refused !== undefined) request?.reject(new Refused(refused));
    else request?.resolve(value);
  },

  send(message, moved = []) {
    return new Promise((resolve, reject) => {
      if (!engine.worker) throw new Stopped();
      const id = (engine.next += 1);
      engine.waiting.set(id, { resolve, reject });
      engine.worker.postMessage({ id, ...message }, moved);
    });
  },

  async call(door, ...words) {
    await engine.ready();
    return engine.send({ door, words });
  },

  end(reason) {
    engine.worker?.terminate();
    engine.worker = null;
    engine.starting = null;
    for (const { reject } of engine.waiting.values()) reject(reason);
    engine.waiting.clear();
  },
};
