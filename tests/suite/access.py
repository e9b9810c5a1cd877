"""What axe has against a page, with everything unfolded that can be."""

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

# The sources of the home page are read when they are unfolded.
UNFOLD = """async () => {
  for (const each of document.querySelectorAll("details")) each.open = true;
  const find = (selector) => document.querySelector(selector);
  const reads = () => find("#sources[open]") && !find("#sources-table tr");
  for (let tries = 0; tries < 100 && reads(); tries++) await new Promise((done) => setTimeout(done, 50));
}"""
# Names that two things of a page share: looked at before rows are left out.
SHARED = """() => {
  const names = [...document.querySelectorAll("[id]")].map((each) => each.id);
  return names.filter((name, at) => names.indexOf(name) !== at);
}"""
# A row or an item that is built like two before it shows axe nothing new, and there are thousands of them.
LEAVE_OUT = """() => {
  const LOOKS = ["class", "style", "role", "hidden", "aria-pressed", "aria-current", "disabled", "type"];
  const built = (node) => [
    node.localName, ...node.getAttributeNames(), ...LOOKS.map((name) => node.getAttribute(name)),
    ...Object.values(node.dataset ?? {}).filter((value) => !/[0-9]/.test(value)),
    "(", ...[...node.children].map(built), node.textContent.trim() ? "words" : "", ")"].join(" ");
  for (const parent of document.querySelectorAll("tbody, ul, ol, dl, select, g, fieldset")) {
    const seen = new Map();
    for (const child of [...parent.children]) {
      const shape = built(child);
      seen.set(shape, (seen.get(shape) ?? 0) + 1);
      if (seen.get(shape) > 2) child.style.setProperty("display", "none", "important");
    }
  }
}"""


async def unfold(page: Page) -> None:
    await page.evaluate(UNFOLD)


async def violations(page: Page, **wishes: object) -> list[tuple[str, list]]:
    """Return each rule that is broken, and where. Repeated rows of the page are hidden afterwards.

    `wishes` are options of axe, such as the rules to run.
    """
    shared = await page.evaluate(SHARED)
    await page.evaluate(LEAVE_OUT)
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(Axe().axe_script + ";0")  # a page of the extension admits no other script
    options = {"resultTypes": ["violations"]} | wishes
    found = (await page.evaluate("(options) => axe.run(document, options)", options))["violations"]
    broken = [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]
    return broken + ([("duplicate-id", shared)] if shared else [])
