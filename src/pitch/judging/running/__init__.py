"""The secretariat while a contest is being judged: progress, deadline, recusals, the computed order."""
