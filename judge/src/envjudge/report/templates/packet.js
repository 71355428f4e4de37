"use strict";
(() => {
  const copy = async (text, button) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {  // pages from a file may not be given the clipboard
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    const before = button.textContent;
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = before; }, 1500);
  };
  const button = (label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.addEventListener("click", () => act(made));
    return made;
  };
  for (const block of document.querySelectorAll(".copyable")) {
    const row = document.createElement("div");
    row.className = "copy-row";
    row.append(button("Copy", (made) => copy(block.textContent, made)));
    block.before(row);
  }
  const answers = [...document.querySelectorAll("textarea[data-question]")];
  const key = (area) => `envjudge/${document.body.dataset.digest}/${area.id}`;
  for (const area of answers) {
    try {
      area.value = localStorage.getItem(key(area)) ?? "";
      area.addEventListener("input", () => localStorage.setItem(key(area), area.value));
    } catch { /* no storage: what is written lasts as long as the page */ }
  }
  document.getElementById("review-tools").append(button("Copy the whole review as Markdown", (made) => copy(
    `# ${document.querySelector("h1").textContent}\n\n` + answers.map((area) => `## ${area.dataset.question}\n\n${area.value || "(no answer)"}\n`).join("\n"), made)));
  const opened = [];
  addEventListener("beforeprint", () => {
    for (const each of document.querySelectorAll("details:not([open]):not([name])")) { each.open = true; opened.push(each); }
  });
  addEventListener("afterprint", () => { while (opened.length) opened.pop().open = false; });
})();
