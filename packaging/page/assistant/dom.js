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

// A sentence of the program begins with a capital, unless it begins with the name of a file.
const capital = (words) => (words && !/^[\w-]+\.\w/.test(words) ? words[0].toUpperCase() + words.slice(1) : words ?? "");

const sentence = (words) => (/[.?!]$/.test(words) ? capital(words) : `${capital(words)}.`);

let ids = 0;
const freshId = () => `c${(ids += 1)}`;

function labelled(label, control, help) {
  const id = freshId();
  control.id = id;
  if (help) control.setAttribute("aria-describedby", `${id}-h`);
  return h("div", { class: "field" },
    h("label", { for: id }, label),
    help && h("p", { class: "aside", id: `${id}-h` }, help),
    control);
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
  if (words) byId("avviso").scrollIntoView({ block: "nearest" });
}

function download(name, bytes, type = "application/octet-stream") {
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const link = h("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
