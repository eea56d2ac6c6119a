"""The commands of the terminal, one a module: `add_arguments(parser)` and `run(args) -> exit code`."""
