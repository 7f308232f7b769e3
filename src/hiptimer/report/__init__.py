"""Pages to hand over or to hang up: the adherence sheet and the session sheet."""
