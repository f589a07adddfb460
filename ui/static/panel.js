// The panel: a passage in its document, beside the conversation, or over it on a small screen.

import { Failure, passage as fetchPassage } from "./api.js";
import { element } from "./element.js";
import { missing, passage } from "./passage.js";
import { label, say } from "./strings.js";

const root = document.documentElement;
const NARROW = "(max-width: 60rem)";

export class Panel {
  #dialog = element("dialog", { id: "panel" });
  #title = element("p", { class: "panel-title" });
  #permanent = element("a", { class: "permanent", target: "_blank" });
  #close = element("button", { type: "button", class: "close" });
  #body = element("div", {
    class: "panel-body", tabindex: "0", role: "region", "aria-live": "polite",
  });
  #opener = null;
  #turn = 0;

  constructor() {
    const bar = element("div", { class: "panel-bar" }, this.#title, this.#permanent, this.#close);
    this.#dialog.append(bar, this.#body);
    this.#close.addEventListener("click", () => this.close());
    this.#dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.close();
    });
  }

  get isOpen() {
    return this.#dialog.open;
  }

  // Writes the panel's own words in the reader's language.
  relabel() {
    this.#dialog.setAttribute("aria-label", label("in-document"));
    this.#body.setAttribute("aria-label", label("in-document"));
    this.#permanent.textContent = label("permanent");
    this.#close.textContent = label("close");
    if (!this.isOpen) this.#title.textContent = label("passage");
  }

  // Opens the passage that `link` leads to, at its quote.
  async open(link) {
    if (!this.#dialog.isConnected) document.body.append(this.#dialog);
    this.relabel();
    if (!this.#dialog.contains(link)) this.#mark(link);
    const turn = ++this.#turn;
    this.#permanent.href = link.href;
    if (!this.isOpen) this.#show();
    const content = await contentOf(new URL(link.href));
    if (turn === this.#turn && this.isOpen) this.#fill(content);
  }

  close() {
    this.#turn += 1;
    this.#dialog.close();
    root.classList.remove("reading");
    this.#unmark();
    if (this.#opener?.isConnected) this.#opener.focus();
    this.#opener = null;
  }

  #show() {
    this.#body.replaceChildren(say("opening"));
    if (matchMedia(NARROW).matches) this.#dialog.showModal();
    else this.#dialog.show();
    root.classList.add("reading");
  }

  #fill(content) {
    const body = this.#body;
    body.replaceChildren(...content);
    body.scrollTop = 0;
    const quote = body.querySelector("mark");
    if (quote) {
      const away = quote.getBoundingClientRect().top - body.getBoundingClientRect().top;
      if (away > body.clientHeight * 0.75) body.scrollTop = away - body.clientHeight * 0.3;
    }
    const heading = body.querySelector("h1");
    this.#title.replaceChildren(...heading.cloneNode(true).childNodes);
    heading.focus({ preventScroll: true });
  }

  #mark(link) {
    this.#unmark();
    this.#opener = link;
    link.setAttribute("aria-current", "true");
  }

  #unmark() {
    for (const other of document.querySelectorAll("[aria-current]")) {
      other.removeAttribute("aria-current");
    }
  }
}

async function contentOf(address) {
  const id = decodeURIComponent(address.pathname.replace("/passages/", ""));
  const place = (name) => {
    const value = address.searchParams.get(name);
    return value === null ? null : Number(value);
  };
  try {
    return passage(await fetchPassage(id), place("start"), place("end"));
  } catch (error) {
    if (error instanceof Failure) return missing(error);
    throw error;
  }
}
