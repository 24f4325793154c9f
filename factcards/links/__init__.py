"""Links as browsers read them: hosts, what is wrong with a link, templates that are expanded."""
