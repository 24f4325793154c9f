"""Links as browsers read them: hosts, problems, targets, URL templates."""
