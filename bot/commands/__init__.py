"""One command a file: `add_options(parser)` and `run(options) -> exit code`."""
