// The voter's form: what is chosen, that it says what the archive says, and the choices in words.
import { Refused } from "./refusals.js";

const TAP = 500; // milliseconds from a finger to what it changed

/**
 * @returns {number[][]} 0 or 1 for each choice of each question, in the archive's order
 */
export function chosen() {
  return boxes().map((inputs) => inputs.map((input) => Number(input.checked)));
}

/**
 * What was chosen, as the page says it.
 * @returns {{question: string, answers: string[]}[]}
 */
export function chosenInWords() {
  return questions().map((fieldset) => ({
    question: text(fieldset.querySelector("[data-question]")),
    answers: [...fieldset.querySelectorAll("input:checked")].map((input) => text(input.parentElement)),
  }));
}

/**
 * Every language stands on a line of its own in the archive: what the page shows must be one of those lines.
 * @param {import("./election.js").Election} election
 * @throws {Refused} page/page-differs
 */
export function checkShown(election) {
  const isSaid = (shown, archived) => archived.split("\n").includes(shown);
  const fieldsets = questions();
  const areSame =
    fieldsets.length === election.questions.length &&
    isSaid(text(document.querySelector("[data-title]")), election.name) &&
    election.questions.every(({ question, answers, blank }, at) => {
      const labels = [...fieldsets[at].querySelectorAll("label")].map(text).slice(blank ? 1 : 0);
      return (
        isSaid(text(fieldsets[at].querySelector("[data-question]")), question) &&
        labels.length === answers.length &&
        labels.every((label, place) => isSaid(label, answers[place]))
      );
    });
  if (!areSame) throw new Refused("page", "page-differs");
}

/**
 * Do something as soon as a tap chose all there is to choose: one answer to one question, with the credential
 * there. Whoever goes by the keyboard walks through the answers, and asks for the review.
 * @param {HTMLFormElement} form
 * @param {() => void} act
 */
export function onOneTap(form, act) {
  let tapped = -Infinity;
  form.addEventListener("pointerup", () => {
    tapped = performance.now();
  });
  form.addEventListener("change", ({ target }) => {
    const isAnswer = target.matches("[data-asked] input[type=radio]") && questions().length === 1;
    const isReady = document.getElementById("credential").value !== "";
    if (isAnswer && isReady && performance.now() - tapped < TAP) act();
  });
}

/** Take every choice back. */
export function forgetChoices() {
  for (const input of boxes().flat()) input.checked = false;
}

function questions() {
  return [...document.querySelectorAll("fieldset[data-asked]")];
}

function boxes() {
  return questions().map((fieldset) => [...fieldset.querySelectorAll("input")]);
}

function text(element) {
  return element.textContent.trim();
}
