-- What a wide table and a wide listing need in a narrow window: a place that scrolls and that a keyboard reaches.
local tables = 0

function Table(table)
  tables = tables + 1
  -- Pairs keep their order from one run to the next, keys do not.
  local attributes = { { "role", "region" }, { "tabindex", "0" }, { "aria-label", "Tabella " .. tables } }
  return pandoc.Div({ table }, pandoc.Attr("", { "table" }, attributes))
end

function CodeBlock(block)
  block.attributes.tabindex = "0"
  return block
end
