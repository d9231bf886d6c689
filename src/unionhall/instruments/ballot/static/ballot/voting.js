// The three steps of the booth: choose, review, and cast or open. What happens to a ballot at the end is told
// by the page: the hall's booth sends it, the downloaded one saves it.
import { checkBrowser } from "./able.js";
import { checkChoices, makeBallot } from "./ballot.js";
import { checkShown, chosen, chosenInWords, forgetChoices, onOneTap } from "./choosing.js";
import { readCredential, secretOf } from "./credential.js";
import { attempt, progressOf, save, sentence, showStep, tell } from "./common_page.js";
import { openBallot } from "./verify_ballot.js";

/**
 * @param {import("./election.js").Election} election
 * @param {(ballot: import("./ballot.js").Ballot) => Promise<void>} cast
 */
export function openBooth(election, cast) {
  openSteps();
  let ballot = null;
  const on = (id, act) => document.getElementById(id)?.addEventListener("click", () => attempt(act));
  document.getElementById("choose").addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(review);
  });
  onOneTap(document.getElementById("choose"), () => attempt(review));

  async function review() {
    checkBrowser();
    checkShown(election);
    checkChoices(election, chosen());
    const secret = await secretOf(readCredential(document.getElementById("credential").value), election.uuid);
    listChoices(document.getElementById("chosen"));
    setReady(false);
    showStep("review");
    ballot = await makeBallot(election, secret, chosen(), { progress: progressOf("working") });
    document.getElementById("tracker").textContent = ballot.tracker;
    tell("");
    setReady(true);
  }

  on("cast", async () => {
    await cast(ballot);
    forgetChoices();
    ballot = null;
  });
  on("open", async () => {
    await openBallot(election, ballot.bytes, ballot.opening);
    listChoices(document.getElementById("opened"));
    const { tracker, choices, randomness } = ballot.opening;
    const file = JSON.stringify({ tracker, choices, randomness });
    const bytes = new TextDecoder().decode(ballot.bytes);
    document.getElementById("save-opened").onclick = () => save("opened.json", `${bytes}\n${file}\n`);
    ballot = null;
    showStep("opened");
    tell(sentence("opened"));
  });
  for (const back of document.querySelectorAll("[data-back]")) {
    back.addEventListener("click", () => {
      ballot = null;
      tell("");
      showStep("choose");
    });
  }
}

// The steps lie in a template, where nothing can be chosen or sent: a form that the browser itself submitted
// would tell the hall's log what somebody chose.
function openSteps() {
  const steps = document.getElementById("steps");
  steps.replaceWith(steps.content);
}

function setReady(isReady) {
  document.getElementById("ready").hidden = !isReady;
}

function listChoices(list) {
  list.replaceChildren(
    ...chosenInWords().map(({ question, answers }) => {
      const row = document.createElement("div");
      const [term, value] = [document.createElement("dt"), document.createElement("dd")];
      [term.textContent, value.textContent] = [question, answers.join("\n") || "–"];
      row.append(term, value);
      return row;
    }),
  );
}
