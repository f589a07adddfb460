// Elements whose words are text: nothing that is passed here can become markup.

const LINE = /[^\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+/g;

// An element with these attributes (none where the value is null or false) and these children.
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(attribute, value);
    }
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

// Text whose line breaks are kept and whose blank lines are not. What stands from `start` to `end`
// of it is marked; both count characters as the API does, not the units of JavaScript's strings.
export function lines(text, { start, end } = { start: 0, end: 0 }) {
  const [from, to] = start < end ? [start, end].map((place) => units(text, place)) : [0, 0];
  const made = document.createDocumentFragment();
  for (const { 0: line, index } of text.matchAll(LINE)) {
    if (!line.trim()) continue;
    if (made.hasChildNodes()) made.append(element("br"));
    const [left, right] = [from, to].map((at) => Math.min(Math.max(at - index, 0), line.length));
    if (left < right) {
      made.append(line.slice(0, left), element("mark", {}, line.slice(left, right)));
      made.append(line.slice(right));
    } else {
      made.append(line);
    }
  }
  return made;
}

const units = (text, characters) =>
  Array.from(text).slice(0, Math.max(characters, 0)).join("").length;
