// Rows that can be added and taken out: the columns, their help and what they may hold come from the program.

function rowEditor({ section: name, title, columns, rows: written, in_sheet: inSheet }) {
  const list = h("ol", { class: "rows", "aria-label": title });
  const helps = columns.map(() => freshId());
  const drawn = [];
  const more = button("Aggiungi una riga", () => { add(null, columns.map(() => "")).querySelector("input, select").focus(); number(); }, { class: "second", "aria-label": `Aggiungi una riga: ${title}` });

  function add(from, cells) {
    const row = { from, cells: [...cells], before: cells, controls: [] };
    row.element = h("li", { class: "one-row" }, h("div", { class: "cells" }, columns.map((column, place) => cell(row, column, place))),
      button("Togli", () => takeOut(row), { class: "plain-button" }));
    drawn.push(row);
    list.append(row.element);
    return row.element;
  }

  function cell(row, column, place) {
    const box = h("div", { class: "field" });
    const draw = () => {
      const input = choice(column.choice, row.cells);
      input.id = freshId();
      input.value = row.cells[place];
      input.setAttribute("aria-describedby", helps[place]);
      input.addEventListener("input", () => {
        row.cells[place] = input.value;
        row.again.filter(({ by }) => by === place).forEach(({ draw: redraw }) => redraw());
      });
      row.controls[place] = input;
      fill(box, h("label", { for: input.id }, column.label), input, input.suggestions);
    };
    row.again ??= [];
    if (column.choice?.by !== undefined) row.again.push({ by: column.choice.by, draw });
    // A word that the list does not have stays, as it is written.
    function choice(words, cells) {
      const own = words?.lists?.[cells[words.by]] ?? words?.words ?? [];
      if (own.length > 0 && !words.is_open) return picker(known(own, cells[place]), cells[place], "non detto");
      const input = h("input", { type: "text", autocomplete: "off" });
      if (own.length > 0) {
        input.suggestions = h("datalist", { id: freshId() }, own.map((word) => h("option", { value: word })));
        input.setAttribute("list", input.suggestions.id);
      }
      return input;
    }
    draw();
    return box;
  }

  function takeOut(row) {
    const place = drawn.indexOf(row);
    drawn.splice(place, 1);
    row.element.remove();
    number();
    say("La riga è tolta");
    (drawn[place]?.controls[0] ?? more).focus();
  }

  // Each button says which row it takes out.
  function number() {
    drawn.forEach(({ element }, place) => element.querySelector(":scope > button").setAttribute("aria-label", `Togli la riga ${place + 1}: ${title}`));
    guide.hidden = drawn.length === 0;
  }

  const guide = h("dl", { class: "guide" }, columns.map(({ label, help }, place) => h("div", {}, h("dt", {}, label), h("dd", { id: helps[place] }, help))));
  written.forEach((cells, from) => add(from, cells));
  number();
  return {
    section: name,
    element: h("div", {}, inSheet && h("p", { class: "aside" }, `Altre righe sono scritte in ${inSheet}.`), guide, list, h("p", { class: "actions" }, more)),
    rows: () => drawn.map(({ from, cells }) => ({ from, cells })),
    hasChanged: () => drawn.length !== written.length || drawn.some(({ from, cells, before }) => from === null || cells.some((words, place) => words !== before[place])),
    // The control of a fault, by section, row and column.
    find(at) {
      const [section, row, column] = (at ?? "").split("/");
      return section === name ? drawn[row]?.controls[column] : undefined;
    },
  };
}
