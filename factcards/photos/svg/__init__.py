"""SVG drawings: parsed, styled, their cost limited, and rasterized by a child process."""
