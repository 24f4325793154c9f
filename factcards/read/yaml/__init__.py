"""YAML to nodes with locations, recovering after each syntax error."""
