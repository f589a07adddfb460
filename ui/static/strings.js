// The interface's own words, which the page carries in French and in English (ui/strings.py).
//
// Both are written wherever the page says something and the reader's language is shown, so that
// changing it keeps the conversation as it is.

import { element } from "./element.js";

const STORED = "parvis-language";
const root = document.documentElement;
const { strings, months } = JSON.parse(document.getElementById("strings").textContent);

export const language = () => root.dataset.language;

// "fr" or "en": what the reader chose, else what the browser asks for, else French.
export function preferredLanguage() {
  try {
    const stored = localStorage.getItem(STORED);
    if (stored === "fr" || stored === "en") return stored;
  } catch { /* storage may be forbidden: the browser's language is used */ }
  const tags = navigator.languages ?? [navigator.language];
  const found = tags.map((tag) => tag.slice(0, 2).toLowerCase());
  return found.find((code) => code === "fr" || code === "en") ?? "fr";
}

export function setLanguage(code) {
  root.lang = code;
  root.dataset.language = code;
}

export function keepLanguage(code) {
  try {
    localStorage.setItem(STORED, code);
  } catch { /* storage may be forbidden: the choice lasts as long as the page */ }
}

// A string in the reader's language, for a control that takes one text.
export const label = (name) => strings[name][language()];

// A string in both languages. A date among the values is written out.
export function say(name, values = {}) {
  const made = document.createDocumentFragment();
  for (const code of ["fr", "en"]) {
    const text = strings[name][code].replace(/\{(\w+)\}/g, (_, field) => {
      const value = values[field];
      return value instanceof Date ? day(value, code) : value;
    });
    made.append(element("span", { class: "t", lang: code }, text));
  }
  return made;
}

// The names of the other language, for those who read a quote that is not in theirs.
export function foreign(code) {
  const names = { en: ["in-english", "fr"], fr: ["in-french", "en"] };
  if (!Object.hasOwn(names, code ?? "")) return null;
  const [name, reader] = names[code];
  return element("span", { class: "t foreign", lang: reader }, strings[name][reader]);
}

function day(date, code) {
  const number = date.getUTCDate();
  const month = months[code][date.getUTCMonth()];
  return `${code === "fr" && number === 1 ? "1er" : number} ${month} ${date.getUTCFullYear()}`;
}
