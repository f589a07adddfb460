// Elements whose words are text: nothing that is passed here can become markup.

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

// Text whose line breaks are kept and whose blank lines are not.
export function lines(text) {
  const made = document.createDocumentFragment();
  for (const line of text.split(/\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]/)) {
    if (!line.trim()) continue;
    if (made.hasChildNodes()) made.append(element("br"));
    made.append(line);
  }
  return made;
}
