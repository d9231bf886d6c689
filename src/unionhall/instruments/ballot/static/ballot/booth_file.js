// The booth as a file of its own: makes a ballot without asking anybody, and saves it to be handed in.
import { held } from "./held.js";
import { readElection } from "./election.js";
import { attempt, save, showStep } from "./common_page.js";
import { openBooth } from "./voting.js";

attempt(async () => {
  const election = await readElection(held("election"));
  openBooth(election, async (ballot) => {
    document.getElementById("kept-tracker").textContent = ballot.tracker;
    const bytes = ballot.bytes;
    document.getElementById("save").onclick = () => save("ballot.json", bytes);
    save("ballot.json", bytes);
    showStep("kept");
  });
});
