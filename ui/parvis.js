// What the page does beyond asking: language, opening passages beside the answer, feedback.
// Without it every marker is still a link to a page.
(() => {
  "use strict";
  const root = document.documentElement;
  let words = {};

  // --- Language -------------------------------------------------------------------------------

  function wanted() {
    try {
      const kept = localStorage.getItem("parvis-language");
      if (kept === "fr" || kept === "en") return kept;
    } catch { /* storage may be forbidden: the browser's language is used */ }
    for (const tag of navigator.languages ?? [navigator.language]) {
      const language = tag.slice(0, 2).toLowerCase();
      if (language === "fr" || language === "en") return language;
    }
    return "fr";
  }

  function speak(language) {
    root.lang = language;
    root.dataset.language = language;
    label();
    if (panel) dress();
  }

  const say = (name) => words[name]?.[root.dataset.language] ?? "";

  // Gradio's own controls take one text each: theirs are changed here, each time that Gradio may
  // have drawn them again, and only where they differ.
  function label() {
    const banner = document.querySelector(".banner[data-words]");
    if (!banner) return;
    if (!words.send) words = JSON.parse(banner.dataset.words);
    const french = root.dataset.language === "fr";
    write("send", say("send"));
    write("again", say("again"));
    write("language", french ? "English" : "Français");
    set("#language", "lang", french ? "en" : "fr");
    set("#question textarea", "placeholder", say("placeholder"));
    set("#question textarea", "aria-label", say("question"));
    set("#conversation [role=log]", "aria-label", say("conversation"));
  }

  function write(id, text) {
    const button = document.getElementById(id);
    if (button && button.textContent.trim() !== text) button.textContent = text;
  }

  function set(selector, name, value) {
    const element = document.querySelector(selector);
    if (element && element.getAttribute(name) !== value) element.setAttribute(name, value);
  }

  // --- Conversation ---------------------------------------------------------------------------

  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  let seen = "";

  function tend() {
    // Gradio names each message by its whole markup, which a screen reader would read out.
    for (const message of document.querySelectorAll("#conversation [data-testid][aria-label]")) {
      message.removeAttribute("aria-label");
    }
    for (const link of document.querySelectorAll("#conversation a[href^='/passages/'][target]")) {
      link.removeAttribute("target");
    }
    for (const thanks of document.querySelectorAll("#conversation .thanks:not([role])")) {
      thanks.setAttribute("role", "status");
    }
    const questions = document.querySelectorAll("#conversation .asked");
    root.classList.toggle("talking", questions.length > 0);
    // The page has grown twice: when the question came, and when its reply did.
    const replies = document.querySelectorAll("#conversation :is(.answer, .failure)");
    const now = `${questions.length} ${replies.length}`;
    if (now !== seen && questions.length) {
      questions[questions.length - 1]
        .scrollIntoView({ block: "start", behavior: calm() ? "auto" : "smooth" });
    }
    seen = now;
  }

  // --- Passages -------------------------------------------------------------------------------

  let panel = null;
  let opener = null;
  let turn = 0;

  function build() {
    panel = document.createElement("dialog");
    panel.id = "panel";
    panel.innerHTML =
      '<div class="panel-bar"><p class="panel-title"></p><a class="permanent" target="_blank"></a>' +
      '<button type="button" class="close"></button></div>' +
      '<div class="panel-body" tabindex="0" role="region" aria-live="polite"></div>';
    panel.querySelector(".close").addEventListener("click", close);
    panel.addEventListener("cancel", (event) => { event.preventDefault(); close(); });
    document.body.append(panel);
    dress();
  }

  function dress() {
    panel.setAttribute("aria-label", say("in-document"));
    if (!panel.open) panel.querySelector(".panel-title").textContent = say("passage");
    panel.querySelector(".panel-body").setAttribute("aria-label", say("in-document"));
    panel.querySelector(".permanent").textContent = say("permanent");
    panel.querySelector(".close").textContent = say("close");
  }

  async function open(link) {
    if (!panel) build();
    if (!panel.contains(link)) opener = link;
    const mine = ++turn;
    const body = panel.querySelector(".panel-body");
    for (const other of document.querySelectorAll("[aria-current]")) {
      other.removeAttribute("aria-current");
    }
    if (!panel.contains(link)) link.setAttribute("aria-current", "true");
    panel.querySelector(".permanent").href = link.href;
    if (!panel.open) {
      body.textContent = say("opening");
      if (matchMedia("(max-width: 60rem)").matches) panel.showModal();
      else panel.show();
      root.classList.add("reading");
    }
    let main = null;
    try {
      const response = await fetch(link.href);
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      main = page.querySelector("main#passage");
    } catch { /* said below */ }
    if (mine !== turn || !panel.open) return;
    if (main) body.replaceChildren(...main.childNodes);
    else body.textContent = say("passage-trouble-why");
    body.scrollTop = 0;
    const quote = body.querySelector("mark");
    if (quote) {
      const away = quote.getBoundingClientRect().top - body.getBoundingClientRect().top;
      if (away > body.clientHeight * 0.75) body.scrollTop = away - body.clientHeight * 0.3;
    }
    const heading = body.querySelector("h1");
    if (heading) panel.querySelector(".panel-title").textContent = heading.textContent;
    (heading ?? body).focus({ preventScroll: true });
  }

  function close() {
    turn += 1;
    panel.close();
    root.classList.remove("reading");
    for (const other of document.querySelectorAll("[aria-current]")) {
      other.removeAttribute("aria-current");
    }
    if (opener?.isConnected) opener.focus();
    opener = null;
  }

  // --- Feedback -------------------------------------------------------------------------------

  async function judge(button) {
    const verdict = button.closest(".verdict");
    const answer = button.closest(".answer");
    const thanks = verdict.querySelector(".thanks");
    let kept = false;
    try {
      const response = await fetch("/ui/feedback", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({
          answer_id: answer.id.replace(/^answer-/, ""),
          helpful: button.classList.contains("helpful"),
        }),
      });
      kept = response.ok;
    } catch { /* said below */ }
    if (kept) {
      for (const other of verdict.querySelectorAll("button")) {
        other.setAttribute("aria-pressed", String(other === button));
      }
    }
    thanks.textContent = say(kept ? "thanks" : "not-kept");
  }

  // --- Listening ------------------------------------------------------------------------------

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || !(event.target instanceof Element)) return;
    if (event.target.closest("#language")) {
      const language = root.dataset.language === "fr" ? "en" : "fr";
      try {
        localStorage.setItem("parvis-language", language);
      } catch { /* storage may be forbidden: the choice lasts as long as the page */ }
      speak(language);
      return;
    }
    const button = event.target.closest(".verdict button");
    if (button) {
      judge(button);
      return;
    }
    const plain = event.button === 0
      && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    const link = event.target.closest("a.marker, a.reads");
    if (link && plain) {
      event.preventDefault();
      open(link);
    }
  }, true);

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel?.open) {
      event.preventDefault();
      close();
    }
  });

  speak(wanted());
  new MutationObserver(() => {
    label();
    tend();
  }).observe(document, { childList: true, subtree: true });
})();
