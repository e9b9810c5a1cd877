/**
 * Every amount of money on a page with the words beside it: its own sentence, its row and column, and the name
 * of the box it stands in. Axes of charts hold numbers alone and are left out.
 */
globalThis.amountsBeside = (money) => {
  const amounts = new RegExp(money);
  const seen = (node) =>
    node.parentElement.closest("[hidden], script, style, template, svg, option, .unseen") ? null : node.parentElement;
  const words = (node) => (node ? node.textContent.replace(/\s+/g, " ").trim() : "");

  /** The sentence of a text in which something stands. */
  const sentence = (whole, node) => {
    const before = document.createRange();
    before.setStart(whole, 0);
    before.setEnd(node, node.data.search(amounts));
    const [start, text] = [before.toString().length, whole.textContent];
    const ends = [...text.matchAll(/[.!?]\s+(?=\p{Lu})/gu)].map((end) => end.index + 1);
    return text.slice(
      Math.max(0, ...ends.filter((end) => end <= start)),
      Math.min(text.length, ...ends.filter((end) => end > start)),
    );
  };

  const column = (cell) => {
    const [table, row] = [cell.closest("table"), cell.closest("tr")];
    const at = [...row.cells].indexOf(cell);
    return [...(table.tHead?.rows ?? [])].map((head) => words(head.cells[at]));
  };

  const beside = (node, box) => {
    const cell = box.closest("td, th");
    const item = box.closest("li, dd, dt, p, summary, h2, h3, td, th");
    const pair = box.closest("dl > div")?.querySelector("dt");
    const place = box.closest(".scenario, .panel, .model, .net-box");
    return [
      item ? sentence(item, node) : words(box),
      ...(cell ? [words(cell.closest("tr").cells[0]), ...column(cell)] : []),
      words(pair),
      words(place?.querySelector("h3, h4") ?? place),
    ].filter(Boolean);
  };

  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walk.nextNode()) {
    const [node, box] = [walk.currentNode, seen(walk.currentNode)];
    if (box && amounts.test(node.data)) {
      found.push({
        amount: words(node),
        card: box.closest("section[id], article[id], [data-card], main")?.id ?? "",
        beside: beside(node, box),
      });
    }
  }
  return found;
};
