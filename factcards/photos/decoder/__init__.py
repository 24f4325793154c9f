"""The child process that draws SVG and decodes AVIF: `decoder_process` is the parent's end, `decoder_child` the child.

The child protects the program from decoders that abort the process or take too long.
"""
