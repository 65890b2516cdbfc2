// Elements from values: texts are texts, whatever they hold.

const byId = (id) => document.getElementById(id);

function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...kept(children));
  return element;
}

// Children that a condition has left out are none.
const kept = (children) => children.flat(2).filter((child) => child !== null && child !== undefined && child !== false);
const fill = (place, ...children) => place.replaceChildren(...kept(children));

const button = (words, onclick, attributes = {}) => h("button", { type: "button", onclick, ...attributes }, words);

// A sentence of the program begins with a capital.
const capital = (words) => (words ? words[0].toUpperCase() + words.slice(1) : "");

const sentence = (words) => (/[.?!]$/.test(words) ? capital(words) : `${capital(words)}.`);

let links = 0;
function labelled(label, control, help, message) {
  const id = `c${(links += 1)}`;
  control.id = id;
  const described = [help && `${id}-h`, message && `${id}-m`].filter(Boolean).join(" ");
  if (described) control.setAttribute("aria-describedby", described);
  return h("div", { class: "field" },
    h("label", { for: id }, label),
    help && h("p", { class: "aside", id: `${id}-h` }, help),
    control,
    message && h("p", { class: "wrong", id: `${id}-m` }, message));
}

function picker(values, chosen, empty) {
  const select = h("select", {}, empty !== undefined && h("option", { value: "" }, empty));
  for (const value of values) {
    const [words, key] = Array.isArray(value) ? value : [value, value];
    select.append(h("option", { value: key, selected: key === chosen }, words));
  }
  return select;
}

// Said to whoever listens.
function say(words) { byId("voce").textContent = words; }

function complain(words) {
  fill(byId("avviso"), words && h("p", {}, capital(words)));
}

function download(name, bytes, type = "application/octet-stream") {
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const link = h("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
