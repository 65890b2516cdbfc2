// Runs beside the page, so that it stays alive while documents are typeset. Each message names a door of the program.

let session;
let memory;
let place = "";
function told(step, words) { postMessage({ step, words }); }
function stopped(where) { place = where; }

const doors = {
  about: () => wasm_bindgen.about(),
  secret: (chance) => wasm_bindgen.secret(chance),
  wanted: (paths, sizes) => [...wasm_bindgen.wanted(paths, new Float64Array(sizes))],
  fresh: () => { session.free(); session = new wasm_bindgen.Session(); },
  memory: () => memory.buffer.byteLength,
  // Every document with its path, once.
  all: () => session.documents().map((path, index) => [path, session.document(index)]),
};

onmessage = ({ data: { id, module, door, words } }) => {
  try {
    if (module) {
      memory = wasm_bindgen.initSync({ module }).memory;
      session = new wasm_bindgen.Session();
      postMessage({ id, value: doors.about() });
      return;
    }
    const value = doors[door] ? doors[door](...words) : session[door](...words);
    const moved = door === "all" ? value.map(([, bytes]) => bytes.buffer) : [];
    postMessage({ id, value }, moved);
  } catch (error) {
    // What the program says of a request is an Error; all else means that it is broken.
    if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) postMessage({ id, broken: place || String(error.message) });
    else postMessage({ id, refused: error.message ?? String(error) });
  }
};
