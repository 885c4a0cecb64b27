// Keys and saving as one goes. Without this script the form works all the same: choose, then "Save".
"use strict";
(() => {
  const form = document.getElementById("lines");
  const lines = [...form.querySelectorAll(".line")];
  const token = form.elements.csrf_token.value;
  const bar = document.getElementById("bar");
  const done = document.getElementById("done");
  const ofPlan = form.dataset.form === "plan";
  const waiting = new Map(); // line -> what is still to be saved
  const busy = new Set();

  const part = (line, what) => line.querySelector(`[name="${what}:${line.dataset.line}"]`);
  const chosen = (line) => line.querySelector('input[type="radio"]:checked');
  const say = (line, words, bad = false) => {
    const place = line.querySelector(".saved");
    place.textContent = words;
    place.classList.toggle("bad", bad);
  };

  async function save(line) {
    if (busy.has(line)) { waiting.set(line, true); return; }
    busy.add(line);
    waiting.set(line, true);
    while (waiting.get(line)) {
      waiting.set(line, false);
      const body = new URLSearchParams({
        csrf_token: token, form: form.dataset.form, line: line.dataset.line,
        value: chosen(line)?.value ?? "", comment: part(line, "comment").value,
        revision: part(line, "revision").value, hidden: line.dataset.hidden ?? "no",
      });
      say(line, "Saving…");
      try {
        const answer = await fetch(form.dataset.answer, {
          method: "POST", body, headers: { Accept: "application/json" }, credentials: "same-origin", keepalive: true,
        });
        const told = await answer.json();
        if (answer.ok) kept(line, told);
        else if (answer.status === 409 && "revision" in told) standing(line, told);
        else if (answer.status === 401) say(line, "You are signed out. Sign in in another window, then choose again.", true);
        else say(line, told.error ?? "Not saved. Try again.", true);
      } catch {
        say(line, "Not saved yet: the desk cannot be reached. It is tried again.", true);
        waiting.set(line, true);
        await new Promise((go) => setTimeout(go, 3000));
      }
    }
    busy.delete(line);
    waiting.delete(line);
  }

  function kept(line, told) {
    part(line, "revision").value = told.revision;
    const before = line.classList.contains("answered");
    line.classList.toggle("answered", told.answered);
    if (ofPlan && before !== told.answered) {
      bar.value += told.answered ? 1 : -1;
      done.textContent = bar.value;
    }
    if (told.shown) {
      line.querySelector(".told").innerHTML = told.shown; // made and escaped by the desk itself
      delete line.dataset.hidden;
      say(line, "Saved. The draft is shown now; change your answer if it convinces you.");
    } else {
      say(line, "Saved");
    }
  }

  function standing(line, told) {
    part(line, "revision").value = told.revision;
    const mine = chosen(line)?.nextElementSibling?.textContent ?? "no answer";
    const theirs = line.querySelector(`input[type="radio"][value="${told.value ?? ""}"]`);
    if (theirs) theirs.checked = true;
    const comment = part(line, "comment");
    if (told.comment && told.comment !== comment.value) comment.value = `${told.comment}\n${comment.value}`.trim();
    say(line, `Answered on another device meanwhile: ${told.said} stands there. You had chosen ${mine}. Choose again to change it.`, true);
  }

  form.addEventListener("change", (event) => {
    const line = event.target.closest(".line");
    if (line) save(line);
  });
  window.addEventListener("beforeunload", (event) => { if (busy.size) event.preventDefault(); });

  // Keys work only while the focus is on a line, and can be switched off (WCAG 2.2, 2.1.4).
  let keys = localStorage.getItem("keys") !== "off";
  const button = document.getElementById("keys-off");
  const show = () => {
    button.textContent = keys ? "Switch keys off" : "Switch keys on";
    button.setAttribute("aria-pressed", String(!keys));
  };
  if (button) {
    document.getElementById("keys").hidden = false;
    button.addEventListener("click", () => {
      keys = !keys;
      localStorage.setItem("keys", keys ? "on" : "off");
      show();
    });
    show();
    const first = lines.find((line) => !line.classList.contains("answered")) ?? lines[0];
    const begin = document.getElementById("begin");
    begin.addEventListener("click", (event) => { event.preventDefault(); go(first); });
    if (location.hash === "#next") go(first);
  }

  function go(line) {
    if (!line) return;
    line.focus();
    line.scrollIntoView({ block: "nearest" });
  }
  const beside = (line, step) => lines[lines.indexOf(line) + step];

  function choose(line, value) {
    const radio = [...line.querySelectorAll('input[type="radio"]')].find((one) => one.value === value);
    if (!radio) return;
    const wasHidden = line.dataset.hidden === "yes";
    radio.checked = true;
    save(line);
    // Where the draft was hidden one stays, to see it; else the next line is there at once.
    if (!wasHidden) go(beside(line, 1) ?? line);
  }

  const draftOf = (line) => line.dataset.draft ?? line.querySelector("[data-answer]")?.dataset.answer;

  form.addEventListener("keydown", (event) => {
    const line = event.target.closest(".line");
    const writing = event.target.matches("textarea, input:not([type=radio])");
    if (!line || !keys || event.ctrlKey || event.altKey || event.metaKey) return;
    if (writing) {
      if (event.key === "Escape") { go(line); event.preventDefault(); }
      return;
    }
    const draft = draftOf(line);
    const acts = {
      a: () => draft && choose(line, draft),
      d: () => disagree(line, draft),
      y: () => choose(line, "yes"),
      n: () => choose(line, "no"),
      x: () => choose(line, "not_applicable"),
      j: () => go(beside(line, 1)),
      k: () => go(beside(line, -1)),
      c: () => comment(line),
      e: () => words(line),
      s: () => { if (form.dataset.next) location.href = `${form.dataset.next}#next`; else location.href = document.querySelector(".progress a").href; },
    };
    for (const number of "012345") acts[number] = () => choose(line, number);
    if (event.key in acts) {
      event.preventDefault();
      acts[event.key]();
    }
  });

  function disagree(line, draft) {
    // Yes and No have one opposite; a score has several, so the scale is there for the next key.
    if (line.dataset.kind === "yes_no" && (draft === "yes" || draft === "no")) choose(line, draft === "yes" ? "no" : "yes");
    else line.querySelector('input[type="radio"]')?.focus();
  }
  function comment(line) {
    const box = part(line, "comment");
    box.closest("details").open = true;
    box.focus();
  }
  function words(line) {
    const link = line.querySelector(".words a[href^='#']");
    if (link) {
      const spot = document.getElementById(link.getAttribute("href").slice(1));
      if (spot) { location.hash = link.getAttribute("href"); spot.focus(); spot.dataset.back = line.id; }
    }
  }
  document.addEventListener("keydown", (event) => {
    const back = event.target.dataset?.back;
    if (back && keys && (event.key === "e" || event.key === "Escape")) {
      event.preventDefault();
      go(document.getElementById(back));
    }
  });
})();
