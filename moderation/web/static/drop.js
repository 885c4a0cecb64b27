// Says that the draft is being read, and keeps it from being sent twice.
"use strict";
const form = document.getElementById("files");
form.addEventListener("submit", () => {
  document.getElementById("wait").textContent = "Reading the draft. This takes a few seconds; scanned pages take longer.";
  form.querySelector("button").disabled = true;
});
window.addEventListener("pageshow", () => { form.querySelector("button").disabled = false; });
