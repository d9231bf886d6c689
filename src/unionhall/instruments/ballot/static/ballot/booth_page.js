// The booth in the hall: makes the ballot here, sends it encrypted, and keeps what proves that it arrived.
import { base64Compact, fromBase64, toBase64 } from "./hashing.js";
import { readElection } from "./election.js";
import { attempt, fetchBytes, save, send, sentence, showStep, tell } from "./common_page.js";
import { Refused } from "./refusals.js";
import { openBooth } from "./voting.js";

document.getElementById("unopened").remove(); // scripts run here
const booth = document.getElementById("booth");
const { uid, electionUrl, castUrl } = booth.dataset;
const pending = `ballot.pending.${uid}`;

attempt(async () => {
  const election = await readElection(await loaded());
  openBooth(election, (ballot) => cast(ballot.bytes));
  document.getElementById("credential").value ||= localStorage.getItem(`ballot.credential.${uid}`) ?? "";
  booth.dataset.ready = "yes";
  const left = sessionStorage.getItem(pending);
  if (left) await sendKept(left);
});

async function loaded() {
  return fetchBytes(electionUrl).catch(() => {
    throw new Refused("hall", "not-loaded");
  });
}

async function cast(bytes) {
  const kept = toBase64(bytes);
  sessionStorage.setItem(pending, kept);
  await sendKept(kept);
}

// A ballot is kept, encrypted, until the hall has answered, so that a lost answer is asked for again.
async function sendKept(ballot) {
  const bytes = fromBase64(ballot);
  tell(sentence("sending"));
  const answer = await send(castUrl, bytes).catch((error) => {
    if (!["lost", "sign-in"].includes(error.code)) sessionStorage.removeItem(pending);
    throw error;
  });
  if (answer.tracker !== (await base64Compact(bytes))) throw new Refused("hall", "tracker-differs");
  sessionStorage.removeItem(pending);
  show(answer);
}

function show({ tracker }) {
  document.getElementById("kept-tracker").textContent = tracker;
  const text = `${document.title}\n${location.origin}\n\ntracker ${tracker}\n`;
  document.getElementById("save").onclick = () => save(`ballot-${uid}.txt`, text);
  showStep("kept");
  tell("");
}
