/** HTML that a cell displayed, rebuilt from what is known to do nothing: text, tables, lists, links. */

const allowed = new Set(
  (
    "a b blockquote br caption code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i ins kbd li ol p " +
    "pre s samp small span strong sub summary sup table tbody td tfoot th thead tr u ul var"
  ).split(" "),
);
const dropped = new Set(["script", "style", "template", "title", "noscript", "iframe", "object"]);
const attributes = new Set(["scope", "colspan", "rowspan", "open", "start"]);

export function safeHtml(html: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  const parsed = new DOMParser().parseFromString(html, "text/html");
  copy(parsed.body, fragment);
  for (const table of fragment.querySelectorAll("table")) {
    const scrolled = document.createElement("div");
    scrolled.className = "table";
    scrolled.tabIndex = 0;
    table.replaceWith(scrolled);
    scrolled.append(table);
  }
  for (const pre of fragment.querySelectorAll("pre")) pre.tabIndex = 0;
  return fragment;
}

function copy(from: Node, to: Node): void {
  for (const node of from.childNodes) {
    if (node instanceof Text) {
      to.appendChild(document.createTextNode(node.data));
    } else if (node instanceof Element) {
      const name = node.localName;
      if (dropped.has(name)) continue;
      if (!allowed.has(name)) {
        copy(node, to);
        continue;
      }
      const element = document.createElement(name);
      for (const attribute of node.attributes) {
        if (attributes.has(attribute.name)) element.setAttribute(attribute.name, attribute.value);
      }
      const address = node.getAttribute("href") ?? "";
      if (name === "a" && /^https?:/i.test(address)) element.setAttribute("href", address);
      copy(node, element);
      to.appendChild(element);
    }
  }
}
