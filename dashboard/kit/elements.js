/** Build and fill elements. Text goes in as text only: nothing here can become markup. */

/** @param {string} id */
export const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/**
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** @param {string} id @param {string} text */
export function write(id, text) {
  const element = byId(id);
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Show the text, or hide the element when there is none. @param {string} id @param {string | null} text */
export function writeOrHide(id, text) {
  write(id, text ?? "");
  byId(id).hidden = !text;
}
